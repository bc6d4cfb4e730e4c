namespace Atelier.Engine.Session;

/// <summary>Where a session lives.</summary>
/// <param name="Folder">the notebook's folder: <c>#load</c> and <c>#r</c> look from here</param>
/// <param name="CourseHome">
/// the course's folder, whose <c>notebooks/</c> is the second place for <c>#load</c>; null where there is none
/// </param>
public sealed record SessionOptions(string Folder, string? CourseHome)
{
    /// <summary>The current folder and <c>ATELIER_HOME</c>.</summary>
    public static SessionOptions FromEnvironment() =>
        new(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable("ATELIER_HOME") is { Length: > 0 } home
            ? home
            : null);
}
