using Atelier.Engine.Documents;
using Atelier.Grading.Release;

namespace Atelier.Grading.Grade;

/// <summary>
/// The cells of a submission as they are graded: the student's own, with each locked cell restored from the instructor's notebook
/// by its grade id, and with the instructor's hidden probes put in. Points and flags are the instructor's throughout.
/// </summary>
public sealed class GradingPlan
{
    private const int MostTampered = 100;
    private const string OurCopy = "graded from the course's own copy";

    private readonly Dictionary<string, GradeCell> _instructor;
    private readonly HashSet<string> _hidden;
    private readonly List<string> _order;
    private readonly List<PlannedCell> _cells = [];
    private readonly List<string> _tampered = [];
    private readonly Dictionary<string, List<NotebookCell>> _answers = [];

    private GradingPlan(NotebookDocument source)
    {
        _instructor = GradeCell.All(source).Where(cell => cell.Id != "").ToDictionary(cell => cell.Id);
        _hidden = [.. _instructor.Values.Where(cell => cell.Cell.Tags.Contains(RemoveInstructorCells.Probe))
            .Select(cell => cell.Id)];
        _order = [.. _instructor.Keys];
    }

    /// <summary>The cells to run, in their order.</summary>
    public IReadOnlyList<PlannedCell> Cells => _cells;

    /// <summary>What was changed of the instructor's, one line each; of a great many changes, the first.</summary>
    public IReadOnlyList<string> Tampered => _tampered.Count <= MostTampered ? _tampered
        : [.. _tampered.Take(MostTampered), $"and {_tampered.Count - MostTampered} more"];

    /// <summary>What was found that is nobody's fault, one line each.</summary>
    public IReadOnlyList<string> Notes =>
        [.. _answers.Where(answer => answer.Value.Count > 1)
            .Select(answer => $"{answer.Key}: {answer.Value.Count} cells are its answer, in their order")];

    /// <summary>The solution cells that the submission does not have.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>The plan of a submission.</summary>
    /// <param name="source">the instructor's notebook</param>
    /// <param name="released">the student's version, as it was released</param>
    /// <param name="submitted">what came back</param>
    public static GradingPlan Of(NotebookDocument source, NotebookDocument released, NotebookDocument submitted)
    {
        var plan = new GradingPlan(source);
        var given = GradeCell.All(released).Where(cell => cell.Id != "").ToDictionary(cell => cell.Id);
        plan.TakeStudents(submitted, given);
        plan.Restore();
        return plan;
    }

    /// <summary>The plan of the instructor's own notebook: all its cells.</summary>
    public static GradingPlan Of(NotebookDocument source)
    {
        var plan = new GradingPlan(source);
        foreach (var cell in source.Cells.Where(cell => cell.IsCode))
        {
            var grade = GradeCell.Of(cell);
            plan._cells.Add(new PlannedCell(cell, grade, grade is not null && plan._hidden.Contains(grade.Id)));
        }

        return plan;
    }

    /// <summary>The text of an answer; empty where nothing was written, or all of it removed.</summary>
    /// <param name="given">the cell as it was released</param>
    public string Answer(GradeCell given)
    {
        var text = string.Join("\n\n", _answers.GetValueOrDefault(given.Id, []).Select(cell => cell.Source)).Trim();
        var stub = given.Cell.Source.Trim();
        return text.StartsWith(stub, StringComparison.Ordinal) ? text[stub.Length..].Trim() : text;
    }

    private void TakeStudents(NotebookDocument submitted, Dictionary<string, GradeCell> given)
    {
        var (seen, last) = (new HashSet<string>(), -1);
        foreach (var cell in submitted.Cells)
        {
            if (GradeCell.Of(cell) is not { Id: not "" } theirs || !_instructor.TryGetValue(theirs.Id, out var ours))
            {
                if (cell.IsCode) _cells.Add(new PlannedCell(cell, null, false));
                continue;
            }

            // A solution that JupyterLab's "split cell" has made into two is both of them.
            if (_hidden.Contains(theirs.Id) || (!seen.Add(theirs.Id) && !ours.IsSolution))
            {
                _tampered.Add(
                    $"{theirs.Id}: the submission has {(_hidden.Contains(theirs.Id) ? "a cell of this name, which is not its own" : "it twice")}; {OurCopy}");
                continue;
            }

            if (ours.IsSolution && !_answers.TryAdd(theirs.Id, [cell])) _answers[theirs.Id].Add(cell);

            var place = _order.IndexOf(theirs.Id);
            if (place < last) _tampered.Add($"{theirs.Id}: moved");
            last = Math.Max(last, place);
            Take(cell, ours, given.GetValueOrDefault(theirs.Id));
        }
    }

    private void Take(NotebookCell cell, GradeCell ours, GradeCell? given)
    {
        if (cell.Type != ours.Cell.Type)
            _tampered.Add($"{ours.Id}: made into {cell.Type}" + (ours.IsLocked ? $"; {OurCopy}" : ""));
        if (ours.IsLocked && given is not null && cell.Source != given.Cell.Source)
            _tampered.Add($"{ours.Id}: edited; {OurCopy}");
        if (ours.Cell.IsCode) _cells.Add(new PlannedCell(ours.IsLocked ? ours.Cell : cell, ours, false));
    }

    private void Restore()
    {
        Missing = [.. _order.Where(id => _instructor[id].IsSolution && _instructor[id].Cell.IsCode && !Has(id))];
        for (var i = 0; i < _order.Count; i++)
        {
            var ours = _instructor[_order[i]];
            if (!ours.Cell.IsCode || ours.IsSolution || Has(ours.Id)) continue;
            var isHidden = _hidden.Contains(ours.Id);
            if (!isHidden) _tampered.Add($"{ours.Id}: deleted; {OurCopy}");
            // After all that come before it in the instructor's notebook, wherever the student has put them.
            var at = _cells.FindLastIndex(cell => cell.Grade is { } grade && _order.IndexOf(grade.Id) < i);
            _cells.Insert(at < 0 ? _cells.Count : at + 1, new PlannedCell(ours.Cell, ours, isHidden));
        }
    }

    private bool Has(string id) => _cells.Exists(cell => cell.Grade?.Id == id);
}
