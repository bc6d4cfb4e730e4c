using System.Text;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Release;

/// <summary>
/// Grades a notebook as the instructor wrote it and as students get it: solutions have full points, stubs have not, and every
/// value is one that can be compared.
/// </summary>
public static class ReleaseTrial
{
    private const int Seed = 1;

    private static readonly RunLimits s_limits =
        new() { Cell = TimeSpan.FromMinutes(10), Total = TimeSpan.FromHours(1), Output = 1 << 20 };

    /// <summary>Runs both.</summary>
    /// <param name="path">the instructor's notebook</param>
    /// <param name="version">the student's version of it</param>
    /// <param name="environment">environment variables for both runs</param>
    /// <param name="cancellation">stops the runs</param>
    /// <exception cref="ReleaseException">
    /// A solution fails its own test, a stub passes it, or a value cannot be compared.
    /// </exception>
    public static async Task RunAsync(string path, string version, Dictionary<string, string> environment,
        CancellationToken cancellation = default)
    {
        var (name, source) = (Path.GetFileName(path), NotebookDocument.Load(path));
        var released = NotebookDocument.Parse(Encoding.UTF8.GetBytes(version), path);
        var start = new WorkerSettings(Path.GetDirectoryName(Path.GetFullPath(path))!, environment);

        var solved = await TestsAsync(GradingPlan.Of(source), start, cancellation).ConfigureAwait(false);
        foreach (var test in solved) Assignment.Check(test, name);
        var grader = new CellGrader(solved.ToDictionary(test => test.Planned.Grade!.Id, test => test.Value),
            new Dictionary<string, string>());
        foreach (var test in await TestsAsync(GradingPlan.Of(source, released, released), start,
            cancellation).ConfigureAwait(false))
        {
            if (grader.Of(test, null).Outcome == GradeOutcome.Passed)
                throw new ReleaseException(name, test.Planned.Cell.Id, null,
                    "the test passes with nothing written: the stub is a solution");
        }
    }

    private static async Task<IReadOnlyList<RanCell>> TestsAsync(GradingPlan plan, WorkerSettings start,
        CancellationToken cancellation)
    {
        using var runner = new PlanRunner(start, s_limits, Seed);
        return [.. (await runner.RunAsync(plan.Cells, cancellation).ConfigureAwait(false)).Where(
            ran => ran.Planned.Grade is { IsTest: true })];
    }
}
