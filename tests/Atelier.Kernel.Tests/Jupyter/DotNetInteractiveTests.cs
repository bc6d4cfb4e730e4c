using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>
/// The lessons in .NET Interactive. The first is run with all tests; all of them take long, and run when they are asked for:
/// <c>./course test Atelier.Kernel.Tests -class "*DotNetInteractiveTests" -explicit only</c>.
/// </summary>
public sealed class DotNetInteractiveTests(DotNetInteractive host) : IClassFixture<DotNetInteractive>
{
    private static readonly string s_notebooks = Path.Combine(Repository.Home, "notebooks");

    public static TheoryData<string> Lessons =>
        [.. Directory.GetFiles(s_notebooks, "*.ipynb").Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void The_first_lesson_runs_and_its_charts_are_live()
    {
        var output = Run("00-start-here.ipynb");
        if (Directory.Exists(Path.Combine(Repository.Home, "lib", "bin", "interactive")))
            Assert.Matches(@"(?m)^[1-9]\d* live charts", output);
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Lessons))]
    public void Every_lesson_runs(string lesson) => Run(Path.Combine("instructor", lesson));

    private string Run(string lesson)
    {
        Assert.SkipWhen(host.Missing is not null, host.Missing ?? "");
        var (exitCode, output) = Debian.RunPython(
            ["Jupyter/run_notebook.py", Path.Combine(s_notebooks, lesson), s_notebooks],
            ("JUPYTER_PATH", host.Folder), ("JUPYTER_DATA_DIR", Path.Combine(host.Folder, "data")), ("ATELIER_SCALE", "smoke"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("0 errors", output);
        return output;
    }
}
