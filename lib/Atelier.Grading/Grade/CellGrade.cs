namespace Atelier.Grading.Grade;

/// <summary>The grade of one cell.</summary>
/// <param name="Id">its grade id</param>
/// <param name="Outcome">what became of it</param>
/// <param name="Points">points given</param>
/// <param name="MaxPoints">points that there are</param>
/// <param name="Remark">what to tell the student, in one line; may be empty</param>
/// <param name="IsHidden">whether the student's notebook does not have this cell</param>
public sealed record CellGrade(string Id, GradeOutcome Outcome, double Points, double MaxPoints, string Remark, bool IsHidden)
{
    /// <summary>
    /// The answer that a person has to read; empty where none was given, null where the cell is graded by running it.
    /// </summary>
    public string? Answer { get; init; }
}
