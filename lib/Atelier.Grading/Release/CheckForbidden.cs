using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>
/// A solution does without the names that its exercise forbids, and the exercise's text, the text cell before it, says which they
/// are.
/// </summary>
internal sealed class CheckForbidden : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        var text = "";
        foreach (var cell in notebook.Cells)
        {
            if (!cell.IsCode) text = cell.Source;
            if (GradeCell.Of(cell) is not { Forbidden.Count: > 0 } graded) continue;
            if (Fault(graded, text) is { } fault) throw new ReleaseException(name, cell.Id, null, fault);
        }
    }

    private static string? Fault(GradeCell graded, string text)
    {
        if (!graded.IsSolution || !graded.Cell.IsCode) return "it forbids names, but is no code that a student writes";
        if (ForbiddenName.In(graded.Forbidden, graded.Cell.Source, []) is { } used)
            return $"the solution uses {used}, which its exercise forbids";
        return graded.Forbidden.FirstOrDefault(
            forbidden => !text.Contains($"`{forbidden}`", StringComparison.Ordinal)) is { } untold
            ? $"its exercise forbids {untold}, and the text before it does not say so: name it there, as `{untold}`"
            : null;
    }
}
