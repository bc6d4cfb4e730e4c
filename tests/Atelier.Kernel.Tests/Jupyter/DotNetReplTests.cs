using System.Diagnostics;
using Atelier.Engine.Documents;
using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>The lessons in dotnet-repl: the first with all tests, all of them when they are asked for.</summary>
public sealed class DotNetReplTests(DotNetRepl repl) : IClassFixture<DotNetRepl>
{
    [Fact]
    public void The_first_lesson_runs() => Run("00-start-here.ipynb");

    [Theory(Explicit = true)]
    [MemberData(nameof(DotNetInteractiveTests.Lessons), MemberType = typeof(DotNetInteractiveTests))]
    public void Every_lesson_runs(string lesson) => Run(Path.Combine("instructor", lesson));

    private void Run(string lesson)
    {
        Assert.SkipWhen(repl.Missing is not null, repl.Missing ?? "");
        var executed = Path.Combine(repl.Folder, "executed.ipynb");
        string[] arguments = ["--run", lesson, "--exit-after-run", "--default-kernel", "csharp", "--output-format", "ipynb",
            "--output-path", executed];
        using var run = Process.Start(new ProcessStartInfo(Path.Combine(repl.Folder, "dotnet-repl"), arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Home, "notebooks"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ATELIER_SCALE"] = "smoke" },
        })!;
        var errors = run.StandardError.ReadToEndAsync();
        run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.Empty(NotebookDocument.Load(executed).Cells.Where(cell => cell.IsCode).SelectMany(Errors));
        Assert.True(run.ExitCode == 0, errors.Result);
    }

    private static IEnumerable<string> Errors(NotebookCell cell) =>
        cell.Outputs.Where(output => (string?)output!["output_type"] == "error")
            .Select(output => $"{cell.Id}: {output!["evalue"]}");
}
