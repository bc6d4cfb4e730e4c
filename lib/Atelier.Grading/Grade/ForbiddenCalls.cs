using Atelier.Engine.Documents;

namespace Atelier.Grading.Grade;

/// <summary>The exercises of a submission whose answer uses what they forbid.</summary>
internal static class ForbiddenCalls
{
    /// <summary>
    /// What to say of each graded cell that has no points for it, by grade id. An exercise's tests are those up to the next
    /// exercise.
    /// </summary>
    /// <param name="source">the instructor's notebook</param>
    /// <param name="released">the student's version, as it was released</param>
    /// <param name="cells">the submission's cells</param>
    public static IReadOnlyDictionary<string, string> In(NotebookDocument source, NotebookDocument released,
        IReadOnlyList<PlannedCell> cells)
    {
        var given = released.Cells.Where(cell => cell.IsCode).Select(cell => cell.Source).ToHashSet();
        var written = cells.Where(cell => cell.Grade is not { IsLocked: true } && !given.Contains(cell.Source)).ToList();
        var (remarks, remark) = (new Dictionary<string, string>(), (string?)null);
        foreach (var graded in GradeCell.All(source))
        {
            if (graded is { IsSolution: true, Cell.IsCode: true }) remark = Remark(graded, written);
            else if (graded.IsTest && remark is not null) remarks[graded.Id] = remark;
        }

        return remarks;
    }

    private static string? Remark(GradeCell exercise, List<PlannedCell> written)
    {
        var answer = string.Join('\n', written.Where(cell => cell.Grade?.Id == exercise.Id).Select(cell => cell.Source));
        var named = ForbiddenName.In(exercise.Forbidden, answer,
            written.Where(cell => cell.Grade?.Id != exercise.Id).Select(cell => cell.Source));
        return named is null ? null : $"no points: your answer uses {named}, and this exercise asks you to write that yourself";
    }
}
