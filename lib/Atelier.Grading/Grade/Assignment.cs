using System.Text;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Release;

namespace Atelier.Grading.Grade;

/// <summary>An instructor's notebook, ready to grade by: its released version, and the value of each of its graded cells under one seed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The instructor's notebook.</param>
/// <param name="Released">The student's version.</param>
/// <param name="Values">The values by grade id; null where a cell has none.</param>
public sealed record Assignment(string Name, NotebookDocument Source, NotebookDocument Released, IReadOnlyDictionary<string, JsonNode?> Values)
{
    /// <summary>Prepares an assignment by running the instructor's notebook once.</summary>
    /// <param name="path">The instructor's notebook.</param>
    /// <param name="settings">How it is graded.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ReleaseException">A cell of the instructor's own fails.</exception>
    public static async Task<Assignment> PrepareAsync(string path, GradeSettings settings, CancellationToken cancellation)
    {
        var source = NotebookDocument.Load(path);
        var released = NotebookDocument.Parse(Encoding.UTF8.GetBytes(StudentVersion.Of(path)), path);
        using var runner = new PlanRunner(Path.GetDirectoryName(Path.GetFullPath(path))!, settings.Environment, [], settings.Limits, settings.Seed);
        var ran = await runner.RunAsync(GradingPlan.Of(source).Cells, cancellation).ConfigureAwait(false);
        foreach (var cell in ran.Where(cell => cell.Planned.Grade is { IsTest: true } && cell.Outcome != CellOutcome.Passed))
            throw new ReleaseException(Path.GetFileName(path), cell.Planned.Cell.Id, null, $"the instructor's own solution fails here: {cell.Error}");
        foreach (var cell in ran.Where(cell => cell.Planned.Grade is { IsTest: true } && cell.Value is JsonValue))
            throw new ReleaseException(Path.GetFileName(path), cell.Planned.Cell.Id, null, $"its value is {cell.Value}: grade a part of it, or a sum");
        var values = ran.Where(cell => cell.Planned.Grade is { IsTest: true }).ToDictionary(cell => cell.Planned.Grade!.Id, cell => cell.Value);
        return new Assignment(Path.GetFileNameWithoutExtension(path), source, released, values);
    }
}
