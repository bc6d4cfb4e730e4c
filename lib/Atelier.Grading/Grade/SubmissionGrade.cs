namespace Atelier.Grading.Grade;

/// <summary>The grade of one submission.</summary>
/// <param name="Student">the student's id</param>
/// <param name="Assignment">the assignment</param>
/// <param name="Cells">its graded cells, in the order of the instructor's notebook</param>
/// <param name="Tampered">what was changed, moved, removed or doubled of the instructor's</param>
/// <param name="Problem">why nothing could be graded, or null</param>
/// <param name="Seconds">how long it took</param>
/// <param name="Submitted">when it was handed in, where that is known</param>
public sealed record SubmissionGrade(
    string Student, string Assignment, IReadOnlyList<CellGrade> Cells, IReadOnlyList<string> Tampered, string? Problem,
    double Seconds,
    DateTimeOffset? Submitted = null)
{
    /// <summary>What the student and the instructor are told besides, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The student's own cells that failed, in their order: why the graded cells did.</summary>
    public IReadOnlyList<CellFault> Faults { get; init; } = [];

    /// <summary>Points that the grader gave.</summary>
    public double Points => Cells.Sum(cell => cell.Points);

    /// <summary>Points that there are.</summary>
    public double MaxPoints => Cells.Sum(cell => cell.MaxPoints);
}
