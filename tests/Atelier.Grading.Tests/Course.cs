namespace Atelier.Grading.Tests;

/// <summary>Where the course is.</summary>
internal static class Course
{
    /// <summary>The course's folder, above the tests' own.</summary>
    public static string Home { get; } = Find();

    public static string Notebooks => Path.Combine(Home, "notebooks");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Atelier.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests are outside the course");
        return folder.FullName;
    }
}
