using System.Text;

namespace Atelier.Grading.Results;

/// <summary>Grades as comma-separated values: a row for each student and assignment, a column for each cell.</summary>
public static class GradesCsv
{
    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<FinalGrade> grades)
    {
        string[] cells = [.. grades.SelectMany(grade => grade.Grade.Cells.Select(cell => cell.Id)).Distinct()];
        var text = new StringBuilder();
        Csv.Row(text,
            ["student", "assignment", "points", "max_points", "days_late", "late_penalty", "tampered", "notes", "problem",
                .. cells]);
        foreach (var grade in grades)
        {
            var own = grade.Grade.Cells.ToDictionary(cell => cell.Id, cell => Csv.Number(grade.PointsOf(cell)));
            Csv.Row(text,
            [
                grade.Grade.Student, grade.Grade.Assignment, Csv.Number(grade.Points), Csv.Number(grade.Grade.MaxPoints),
                Csv.Number(grade.DaysLate), Csv.Number(grade.Penalty),
                string.Join("; ", grade.Grade.Tampered), string.Join(
                    "; ", grade.Grade.Faults.Where(fault => fault.Because is null).Select(fault => fault.Told)
                        .Concat(grade.Grade.Notes)),
                grade.Grade.Problem ?? "", .. cells.Select(cell => own.GetValueOrDefault(cell, "")),
            ]);
        }

        return text.ToString();
    }
}
