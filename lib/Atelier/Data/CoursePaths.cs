namespace Atelier;

/// <summary>Where the course's folders are.</summary>
public static class CoursePaths
{
    private static string? s_home;

    /// <summary>
    /// The course's folder: <c>ATELIER_HOME</c>, else the first folder upwards from the library's own, then from the current one,
    /// that holds <c>global.json</c> and <c>notebooks</c>.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">No such folder was found.</exception>
    public static string Home => s_home ??= Find(
        Environment.GetEnvironmentVariable("ATELIER_HOME"),
        [LibraryFolder, AppContext.BaseDirectory, Environment.CurrentDirectory]);

    /// <summary>What comes with the course: sample images, a small MNIST sample, weights.</summary>
    public static string Data => Path.Combine(Home, "data");

    /// <summary>What the course downloads. It can be deleted at any time.</summary>
    public static string Cache => Path.Combine(Data, "cache");

    // A library that was loaded from memory has no location.
    private static string LibraryFolder => Path.GetDirectoryName(typeof(CoursePaths).Assembly.Location) ?? "";

    internal static string Find(string? named, IEnumerable<string> starts)
    {
        if (!string.IsNullOrEmpty(named))
            return Path.GetFullPath(named);
        return starts.Where(start => start != "").SelectMany(Upwards).FirstOrDefault(IsHome)
            ?? throw new DirectoryNotFoundException(
                "The course's folder was not found. Set ATELIER_HOME to the folder that holds global.json and notebooks.");
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    private static bool IsHome(string folder) =>
        File.Exists(Path.Combine(folder, "global.json")) && Directory.Exists(Path.Combine(folder, "notebooks"));
}
