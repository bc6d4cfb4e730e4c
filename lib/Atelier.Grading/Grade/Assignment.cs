using System.Text;
using System.Text.Json;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Release;

namespace Atelier.Grading.Grade;

/// <summary>
/// An instructor's notebook, ready to grade by: its released version, and the value of each of its graded cells under one seed.
/// </summary>
/// <param name="Name">its name</param>
/// <param name="Source">the instructor's notebook</param>
/// <param name="Released">the student's version</param>
/// <param name="Values">the values by grade id; null where a cell has none</param>
public sealed record Assignment(string Name, NotebookDocument Source, NotebookDocument Released,
    IReadOnlyDictionary<string, JsonElement?> Values)
{
    /// <summary>Prepares an assignment by running the instructor's notebook once.</summary>
    /// <param name="path">the instructor's notebook</param>
    /// <param name="settings">how it is graded</param>
    /// <param name="cancellation">stops the run</param>
    /// <exception cref="ReleaseException">A cell of the instructor's own fails.</exception>
    public static async Task<Assignment> PrepareAsync(string path, GradeSettings settings, CancellationToken cancellation)
    {
        var source = NotebookDocument.Load(path);
        var released = NotebookDocument.Parse(Encoding.UTF8.GetBytes(StudentVersion.Of(path)), path);
        var start = new WorkerSettings(Path.GetDirectoryName(Path.GetFullPath(path))!,
            settings.Environment)
        { SharesEnvironment = false };
        using var runner = new PlanRunner(start, settings.Limits, settings.Seed);
        var ran = await runner.RunAsync(GradingPlan.Of(source).Cells, cancellation).ConfigureAwait(false);
        foreach (var test in ran.Where(cell => cell.Planned.Grade is { IsTest: true })) Check(test, Path.GetFileName(path));
        var values = ran.Where(cell => cell.Planned.Grade is { IsTest: true })
            .ToDictionary(cell => cell.Planned.Grade!.Id, cell => cell.Value);
        return new Assignment(Path.GetFileNameWithoutExtension(path), source, released, values);
    }

    /// <summary>A test of the instructor's own has to pass, and its value has to be one that can be compared.</summary>
    internal static void Check(RanCell test, string name)
    {
        if (test.Outcome != CellOutcome.Passed)
            throw new ReleaseException(name, test.Planned.Cell.Id, null, $"the solution fails its own test: {test.Error}");
        if (test.Value is not { } value) return;
        if (PlainValue.Gap(value) is { } why)
            throw new ReleaseException(name, test.Planned.Cell.Id, null, $"its value could never be right: {why}");
        if (PlainValue.Text(value, "remark") is { Length: > 0 } remark
            && PlainValue.Text(PlainValue.Fields(value).GetValueOrDefault("Outcome"), "value") != "passed")
            throw new ReleaseException(name, test.Planned.Cell.Id, null,
                $"the solution fails its own test: {remark.ReplaceLineEndings(" ")}");
    }
}
