using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>A submission's grade with what a person said of it, and what being late costs.</summary>
/// <param name="Grade">the grader's</param>
/// <param name="Manual">the person's, by cell</param>
/// <param name="Due">the assignment's due date, or null</param>
public sealed record FinalGrade(SubmissionGrade Grade, IReadOnlyDictionary<string, ManualGrade> Manual, DueDate? Due = null)
{
    /// <summary>All cells' points together.</summary>
    public double RawPoints => Grade.Cells.Sum(PointsOf);

    /// <summary>The begun days after the due date.</summary>
    public int DaysLate => Due?.DaysLate(Grade.Submitted) ?? 0;

    /// <summary>The points that being late takes away: at most all.</summary>
    public double Penalty => RawPoints * Math.Clamp(DaysLate * (Due?.PerDay ?? 0), 0, 1);

    /// <summary>The points that count.</summary>
    public double Points => RawPoints - Penalty;

    /// <summary>The points of a cell: a person's where there are any.</summary>
    public double PointsOf(CellGrade cell) => Manual.GetValueOrDefault(cell.Id)?.Points ?? cell.Points;

    /// <summary>The final grades of a gradebook.</summary>
    public static IReadOnlyList<FinalGrade> All(Gradebook book)
    {
        var manual = book.Manual.ToLookup(one => (one.Student, one.Assignment));
        var due = book.DueDates.ToDictionary(one => one.Assignment);
        return
        [
            .. book.Grades.Select(grade => new FinalGrade(
                grade, manual[(grade.Student, grade.Assignment)].ToDictionary(one => one.Cell),
                due.GetValueOrDefault(grade.Assignment))),
        ];
    }
}
