namespace Atelier.Browser.Tests.Support;

/// <summary>What these tests need from the system.</summary>
internal static class Programs
{
    public const string Chromium = "/usr/bin/chromium";

    private static readonly string s_jupyter = "/usr/bin/jupyter-notebook";

    /// <summary>The course's folder, above the test's own.</summary>
    public static string Home { get; } = FindHome();

    public static string Course => Path.Combine(Home, "lib", "bin", "course.dll");

    /// <summary>Skips the test where something is missing; on the CI machine, which is to have it, the test fails.</summary>
    /// <param name="jupyter">whether Jupyter is among it</param>
    public static void Need(bool jupyter = true)
    {
        (string File, string How)[] needed =
            [(Chromium, "apt-get install chromium"), (s_jupyter, "apt-get install jupyter-notebook"),
                (Course, "run ./course once")];
        var missing =
            string.Join("; ", needed.Where(program => !File.Exists(program.File) && (jupyter || program.File != s_jupyter))
                .Select(program => $"{program.File} is missing: {program.How}"));
        if (missing.Length == 0)
            return;
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.Fail(missing);
    }

    private static string FindHome()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Atelier.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests are outside the course");
        return folder.FullName;
    }
}
