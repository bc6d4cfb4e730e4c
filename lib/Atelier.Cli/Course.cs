namespace Atelier.Cli;

/// <summary>Where the course is.</summary>
internal static class Course
{
    /// <summary>The folder with <c>notebooks/</c>, <c>lib/</c> and <c>data/</c>: <c>ATELIER_HOME</c>, else two above lib/bin.</summary>
    public static string Home { get; } =
        RealPath.Of(Environment.GetEnvironmentVariable("ATELIER_HOME") is { Length: > 0 } home ? home : Path.Combine(AppContext.BaseDirectory, "..", ".."));
}
