using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>A submission's grade with what a person said of it.</summary>
/// <param name="Grade">The grader's.</param>
/// <param name="Manual">The person's, by cell.</param>
public sealed record FinalGrade(SubmissionGrade Grade, IReadOnlyDictionary<string, ManualGrade> Manual)
{
    /// <summary>All points together.</summary>
    public double Points => Grade.Cells.Sum(PointsOf);

    /// <summary>The points of a cell: a person's where there are any.</summary>
    public double PointsOf(CellGrade cell) => Manual.GetValueOrDefault(cell.Id)?.Points ?? cell.Points;

    /// <summary>The final grades of a gradebook.</summary>
    public static IReadOnlyList<FinalGrade> All(Gradebook book)
    {
        var manual = book.Manual.ToLookup(one => (one.Student, one.Assignment));
        return [.. book.Grades.Select(grade => new FinalGrade(grade, manual[(grade.Student, grade.Assignment)].ToDictionary(one => one.Cell)))];
    }
}
