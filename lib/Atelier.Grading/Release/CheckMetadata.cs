using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Ids are there and differ, and points are where they belong.</summary>
internal sealed partial class CheckMetadata : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        var seen = new HashSet<string>();
        foreach (var cell in notebook.Cells)
        {
            var fault = GradeCell.Of(cell) is { } graded ? Fault(graded, seen) : FaultOfPlain(cell);
            if (fault is not null) throw new ReleaseException(name, cell.Id, null, fault);
        }
    }

    private static string? Fault(GradeCell graded, HashSet<string> seen) => graded switch
    {
        { IsGraded: false, IsSolution: false, IsLockedOnly: false } => null,
        { Id: "" } => "it has no grade_id",
        { Id: var id } when !Word().IsMatch(id) => $"the grade_id {id} has characters other than letters, digits, _ and -",
        { Id: var id } when !seen.Add(id) => $"the grade_id {id} stands in two cells",
        { IsGraded: true, Points: null } => "it is graded but has no points",
        { IsGraded: true, Points: < 0 } => "its points are negative",
        { IsGraded: false, Points: not null } => "it has points but is not graded",
        _ when graded.Cell.Tags.Contains(GradeCell.CheckpointTag)
            && graded is not { IsLocked: true, IsGraded: false, Checkpoint: not null } =>
            "a checkpoint has to be locked, without points, with the code that loads its result in the metadata atelier.checkpoint",
        { IsGraded: true, IsSolution: false, Cell.Type: "markdown" } =>
            "graded text has to be a solution too: a student writes it",
        _ => null,
    };

    private static string? FaultOfPlain(NotebookCell cell) =>
        Regions.Solution.IsIn(cell.Source)
            ? "it has a solution's markers but is no solution cell: mark it as one in its nbgrader metadata"
            : null;

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Word();
}
