using Atelier.Grading.Run;

namespace Atelier.Cli;

/// <summary>Where the course is.</summary>
internal static class Course
{
    private static string? s_home;

    /// <summary>The folder with <c>notebooks/</c>, <c>lib/</c> and <c>data/</c>, without symbolic links in its path.</summary>
    public static string Home => s_home ??= RealPath.Of(CoursePaths.Home);
}
