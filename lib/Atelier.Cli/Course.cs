namespace Atelier.Cli;

/// <summary>Where the course is.</summary>
internal static class Course
{
    private static string? home;

    /// <summary>The folder with <c>notebooks/</c>, <c>lib/</c> and <c>data/</c>, without symbolic links in its path.</summary>
    public static string Home => home ??= RealPath.Of(CoursePaths.Home);
}
