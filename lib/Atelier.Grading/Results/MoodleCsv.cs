using System.Text;

namespace Atelier.Grading.Results;

/// <summary>
/// Grades as Moodle imports them (Grades, Import, CSV file): a row for each student, and for each assignment a column of points
/// and one of feedback. The import asks which column is which: <c>username</c> finds the student.
/// </summary>
public static class MoodleCsv
{
    /// <summary>The file's text.</summary>
    /// <param name="grades">the grades</param>
    /// <param name="list">
    /// the class as Moodle exports it, by whose usernames or addresses the students are then told; or null
    /// </param>
    public static string Write(IReadOnlyList<FinalGrade> grades, ClassList? list = null)
    {
        string[] assignments = [.. grades.Select(grade => grade.Grade.Assignment).Where(name => name != "").Distinct()
            .Order(StringComparer.Ordinal)];
        var text = new StringBuilder();
        Csv.Row(text, ["username", .. assignments.SelectMany(name => (string[])[name, $"{name} (feedback)"])]);
        foreach (var student in grades.GroupBy(grade => grade.Grade.Student))
        {
            var own = student.ToDictionary(grade => grade.Grade.Assignment);
            Csv.Row(text, [list?.Find(student.Key) is { } row ? ClassList.Id(row)
                : student.Key, .. assignments.SelectMany(name => Fields(own.GetValueOrDefault(name)))]);
        }

        return text.ToString();
    }

    // Moodle reads an empty field as no grade.
    private static string[] Fields(FinalGrade? grade) => grade is null ? ["", ""] : [Csv.Number(grade.Points), Feedback(grade)];

    private static string Feedback(FinalGrade grade)
    {
        var late = grade.DaysLate > 0 ? $"{grade.DaysLate} days late: {Csv.Number(grade.Penalty)} points less." : "";
        string[] parts = [late, grade.Grade.Problem ?? "", .. grade.Grade.Faults.Where(fault => fault.Because is null)
            .Select(fault => fault.Told + "."), .. grade.Manual.Values.Select(one => one.Comment)];
        return string.Join(" ", parts.Where(part => part != ""));
    }
}
