using System.Text;

namespace Atelier.Grading.Results;

/// <summary>
/// Grades as Canvas imports them into its gradebook: a row for each student, a column for each assignment, and a row of possible
/// points. Students are found by their login; an assignment that Canvas does not have under this name is one that it offers to
/// make.
/// </summary>
public static class CanvasCsv
{
    private static readonly string[] s_who = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

    /// <summary>The file's text.</summary>
    /// <param name="grades">the grades</param>
    /// <param name="list">the class as Canvas exports it, whose columns the rows then have; or null</param>
    public static string Write(IReadOnlyList<FinalGrade> grades, ClassList? list = null)
    {
        var most = grades.GroupBy(grade => grade.Grade.Assignment).Where(group => group.Key != "")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(grade => grade.Grade.MaxPoints));
        var text = new StringBuilder();
        Csv.Row(text, [.. s_who, .. most.Keys]);
        Csv.Row(text, ["Points Possible", "", "", "", "", .. most.Values.Select(Csv.Number)]);
        foreach (var student in grades.GroupBy(grade => grade.Grade.Student))
        {
            var points = student.ToDictionary(grade => grade.Grade.Assignment, grade => Csv.Number(grade.Points));
            var row = list?.Find(student.Key);
            string[] who = row is null ? [student.Key, "", "", student.Key, ""]
                : [.. s_who.Select(head => row.GetValueOrDefault(head, ""))];
            Csv.Row(text, [.. who, .. most.Keys.Select(name => points.GetValueOrDefault(name, ""))]);
        }

        return text.ToString();
    }
}
