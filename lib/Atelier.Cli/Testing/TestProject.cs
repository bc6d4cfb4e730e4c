using Atelier.Engine.Running;

namespace Atelier.Cli.Testing;

/// <summary>A built test project, by its folder.</summary>
internal sealed record TestProject(string Folder)
{
    // Seconds, after which a test that is still running is named: where one hangs, the log says which.
    private const string TooLong = "300";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(30);

    public string Name => Path.GetFileName(Folder);

    public string Program => Path.Combine(Folder, "bin", "Release", "net10.0", Name + ".dll");

    public static IEnumerable<TestProject> All(string home) =>
        Directory.GetDirectories(Path.Combine(home, "tests"), "*.Tests").Order(StringComparer.Ordinal)
            .Select(folder => new TestProject(folder));

    /// <summary>Runs all tests.</summary>
    public TestReport Run() => Run([]);

    /// <summary>
    /// Runs those that failed once more: real browsers and processes on a busy machine miss their moment. So does a whole project
    /// whose process was lost.
    /// </summary>
    public TestReport Again(TestReport first)
    {
        if (first.IsLost) return Run([]) with { Unsteady = first.Failed };
        var methods = first.Failed.Select(test => test.Method).Where(method => method.Length > 0).Distinct().ToList();
        return methods.Count == 0 ? first : first.After(Run([.. methods.SelectMany(method => new[] { "-method", method })]));
    }

    private TestReport Run(string[] chosen)
    {
        var results = Path.Combine(Path.GetTempPath(), $"{Name}-{Environment.ProcessId}.json");
        File.Delete(results);
        var exit = Tool.Run("dotnet", s_limit,
            [Program, "-noLogo", "-noColor", "-reporter", "quiet", "-longRunning", TooLong, "-result-ctrf", results, .. chosen]);
        if (!File.Exists(results))
        {
            var end = exit is null ? $"was still running after {s_limit.TotalMinutes:0} minutes" : $"ended with code {exit}";
            return TestReport.Lost(Name, $"the test process {end} and left no results; counted as one failure");
        }

        var report = TestReport.Read(File.ReadAllText(results));
        File.Delete(results);
        return report;
    }
}
