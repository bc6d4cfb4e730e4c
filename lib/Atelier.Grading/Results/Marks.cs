using System.Globalization;
using Atelier.Engine.Documents;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>Points and comments by hand. What a person mistypes is refused with what is possible.</summary>
/// <param name="home">the course's folder</param>
/// <param name="book">the gradebook</param>
public sealed class Marks(string home, Gradebook book)
{
    private const int MostNamed = 30;

    private readonly IReadOnlyList<SubmissionGrade> _grades = book.Grades;

    /// <summary>The name of an assignment of the gradebook or the course.</summary>
    /// <param name="given">the name, or its number</param>
    /// <exception cref="ArgumentException">There is no such assignment.</exception>
    public string Assignment(string given)
    {
        var lessons = Directory.Exists(Path.Combine(home, "notebooks", "instructor")) ? Lessons.Find(home, []) : [];
        return Assignment(
            given, _grades.Select(grade => grade.Assignment)
                .Concat(lessons.Select(file => Path.GetFileNameWithoutExtension(file))));
    }

    /// <summary>Gives points, a comment, or both; what is not given stays as it was.</summary>
    /// <returns>what was changed, in one line</returns>
    /// <exception cref="ArgumentException">There is no such cell, or no such number of points.</exception>
    public string Set(string student, string assignment, string cell, string? points, string? comment)
    {
        if (points is null && comment is null)
            throw new ArgumentException("there is nothing to set: give --points, --comment or both");
        Choose("student", student, _grades.Select(grade => grade.Student));
        var name = Assignment(assignment, _grades.Where(grade => grade.Student == student).Select(grade => grade.Assignment));
        var grade = _grades.First(grade => grade.Student == student && grade.Assignment == name);
        var id = Choose("cell", cell, grade.Cells.Select(one => one.Id));
        var graded = grade.Cells.First(one => one.Id == id);
        return Put(grade, graded, points is null ? null : Points(points, graded.MaxPoints), comment);
    }

    /// <summary>Says when an assignment had to be handed in.</summary>
    /// <param name="assignment">its name or number</param>
    /// <param name="due">the moment, as <see cref="DueTime.Forms"/> shows</param>
    /// <param name="percent">how much of the points each begun day after it takes, 0 to 100</param>
    /// <returns>what was set, in one line</returns>
    /// <exception cref="ArgumentException">There is no such assignment or moment.</exception>
    public string SetDue(string assignment, string due, double percent)
    {
        var name = Assignment(assignment);
        var time = DueTime.Parse(due) ?? throw new ArgumentException($"{due} is no moment with a zone: write {DueTime.Forms}");
        book.Put(new DueDate(name, time.Moment, percent / 100));
        var utc = time.Moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} is due {time} ({utc} UTC); each begun day after it takes {percent:0.##} % of the points");
    }

    private string Put(SubmissionGrade grade, CellGrade cell, double? points, string? comment)
    {
        var before = book.Manual.FirstOrDefault(
            one => (one.Student, one.Assignment, one.Cell) == (grade.Student, grade.Assignment, cell.Id));
        var mark = new ManualGrade(grade.Student, grade.Assignment, cell.Id, points ?? before?.Points,
            comment ?? before?.Comment ?? "");
        book.Put(mark);
        return $"{grade.Student}, {grade.Assignment}, {cell.Id}: {Told(mark, cell)} (before: {Told(before, cell)})";
    }

    private static string Told(ManualGrade? mark, CellGrade cell) =>
        (mark?.Points is { } points ? $"{Number(points)} of {Number(cell.MaxPoints)} points" : "no points by hand")
            + (string.IsNullOrEmpty(mark?.Comment) ? "" : $", \"{mark.Comment}\"");

    private static double Points(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && points <= most
            ? points
            : throw new ArgumentException($"--points {text}: a number from 0 to {Number(most)}, with a point, as 0.5");

    private static string Assignment(string given, IEnumerable<string> possible)
    {
        string[] names = [.. possible.Distinct().Order(StringComparer.Ordinal)];
        return names.Contains(given) || given == "" ? Choose("assignment", given, names)
            : Choose("assignment",
                names.FirstOrDefault(name => name.StartsWith(given.PadLeft(2, '0') + "-", StringComparison.Ordinal)) ?? given,
                names);
    }

    private static string Choose(string what, string given, IEnumerable<string> possible)
    {
        string[] names = [.. possible.Distinct().Order(StringComparer.Ordinal)];
        if (names.Contains(given)) return given;
        var named = string.Join(", ", names.Take(MostNamed))
            + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
        throw new ArgumentException(
            $"there is no {what} {given}; there {(names.Length == 0 ? "is none" : $"{(names.Length == 1 ? "is" : "are")} {named}")}");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
