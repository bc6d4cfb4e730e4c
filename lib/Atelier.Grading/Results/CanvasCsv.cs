using System.Text;

namespace Atelier.Grading.Results;

/// <summary>
/// Grades as Canvas imports them into its gradebook: a row for each student, a column for each assignment, and a row of possible points. Students
/// are found by their login; an assignment that Canvas does not have under this name is one that it offers to make.
/// </summary>
public static class CanvasCsv
{
    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<FinalGrade> grades)
    {
        var most = grades.GroupBy(grade => grade.Grade.Assignment).Where(group => group.Key != "")
            .OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(grade => grade.Grade.MaxPoints));
        var text = new StringBuilder();
        Csv.Row(text, ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", .. most.Keys]);
        Csv.Row(text, ["Points Possible", "", "", "", "", .. most.Values.Select(Csv.Number)]);
        foreach (var student in grades.GroupBy(grade => grade.Grade.Student))
        {
            var points = student.ToDictionary(grade => grade.Grade.Assignment, grade => Csv.Number(grade.Points));
            Csv.Row(text, [student.Key, "", "", student.Key, "", .. most.Keys.Select(name => points.GetValueOrDefault(name, ""))]);
        }

        return text.ToString();
    }
}
