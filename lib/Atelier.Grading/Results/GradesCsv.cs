using System.Globalization;
using System.Text;

namespace Atelier.Grading.Results;

/// <summary>Grades as comma-separated values (RFC 4180): a row for each student and assignment, a column for each cell.</summary>
public static class GradesCsv
{
    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<FinalGrade> grades)
    {
        string[] cells = [.. grades.SelectMany(grade => grade.Grade.Cells.Select(cell => cell.Id)).Distinct()];
        var text = new StringBuilder();
        Row(text, ["student", "assignment", "points", "max_points", "tampered", "problem", .. cells]);
        foreach (var grade in grades)
        {
            var own = grade.Grade.Cells.ToDictionary(cell => cell.Id, cell => Number(grade.PointsOf(cell)));
            Row(text,
            [
                grade.Grade.Student, grade.Grade.Assignment, Number(grade.Points), Number(grade.Grade.MaxPoints),
                string.Join("; ", grade.Grade.Tampered), grade.Grade.Problem ?? "", .. cells.Select(cell => own.GetValueOrDefault(cell, "")),
            ]);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    // A spreadsheet takes a text that begins like this for a formula, and runs it: an apostrophe keeps it text.
    private static string Field(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
