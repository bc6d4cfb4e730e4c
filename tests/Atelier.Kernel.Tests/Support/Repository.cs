namespace Atelier.Kernel.Tests.Support;

/// <summary>Where the course is.</summary>
internal static class Repository
{
    /// <summary>The course's folder, above the test's own.</summary>
    public static string Home { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Atelier.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests are outside the course");
        return folder.FullName;
    }
}
