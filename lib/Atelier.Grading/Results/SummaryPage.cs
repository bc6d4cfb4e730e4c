using System.Text;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>
/// A page for the instructor: for each question the distribution of its points and its outcomes, the slowest submissions, and
/// those that have to be looked at. It needs no network and no script.
/// </summary>
public static class SummaryPage
{
    private const int Slowest = 10;

    private const string Style = FeedbackPage.Style
        + "svg{display:block}rect{fill:#27638f}line{stroke:#888}caption{text-align:left;padding:1.5em 0 .4em}";

    /// <summary>The page's HTML.</summary>
    /// <param name="grades">the grades</param>
    /// <param name="leftOut">what was handed in and is no submission</param>
    public static string Write(IReadOnlyList<FinalGrade> grades, IReadOnlyList<LeftOut> leftOut)
    {
        var page = new StringBuilder($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Summary of grades</title><style>{Style}</style>
            <main><h1>Summary of grades</h1><p>{grades.Count} submissions of {grades.Select(grade => grade.Grade.Student).Distinct().Count()} students. {Waiting(grades)}
            """);
        foreach (var assignment in grades.Where(grade => grade.Grade.Cells.Count > 0).GroupBy(grade => grade.Grade.Assignment))
            page.Append(Section(assignment.Key, [.. assignment]));
        page.Append(
            Table("Submissions to look at", ["student", "assignment", "what happened"],
                grades.Select(grade => (grade.Grade, What: Trouble(grade)))
                    .Where(one => one.What != "").Select(one => new[] { one.Grade.Student, one.Grade.Assignment, one.What })));
        page.Append(
            Table("Slowest submissions", ["student", "assignment", "seconds"],
                grades.OrderByDescending(grade => grade.Grade.Seconds).Take(Slowest)
                    .Select(grade =>
                        new[] { grade.Grade.Student, grade.Grade.Assignment, FeedbackPage.Number(grade.Grade.Seconds) })));
        page.Append(Table("Not graded: what may be somebody's work", ["what was handed in", "why"], NotGraded(grades, leftOut)));
        page.Append(
            Table("Left aside: what costs nobody anything", ["what was handed in", "why"],
                leftOut.Where(one => one.IsExpected).Select(one => new[] { one.Name, one.Why })));
        return page.Append("</main></html>\n").ToString();
    }

    private static string Waiting(IReadOnlyList<FinalGrade> grades)
    {
        var open = grades.Sum(
            grade => grade.Grade.Cells.Count(
                cell => cell.Outcome == GradeOutcome.Manual && grade.Manual.GetValueOrDefault(cell.Id)?.Points is null));
        return open == 0 ? "" : $"{open} answers wait for a person's points (<code>./course gradebook mark</code>).";
    }

    private static IEnumerable<string[]> NotGraded(IReadOnlyList<FinalGrade> grades, IReadOnlyList<LeftOut> leftOut) =>
        grades.Where(grade => grade.Grade.Problem is not null)
            .Select(grade => new[] { $"{grade.Grade.Student}, {grade.Grade.Assignment}", grade.Grade.Problem! })
            .Concat(leftOut.Where(one => !one.IsExpected).Select(one => new[] { one.Name, one.Why }));

    private static string Section(string name, IReadOnlyList<FinalGrade> grades)
    {
        var points = grades.Select(grade => grade.Points).Order().ToList();
        var late = grades.Count(grade => grade.DaysLate > 0);
        var lines = $"<h2>{FeedbackPage.Html(name)}</h2><p>Points: mean {FeedbackPage.Number(points.Average())}, median "
            + $"{FeedbackPage.Number(points[points.Count / 2])} of {FeedbackPage.Number(grades.Max(grade => grade.Grade.MaxPoints))}. {late} late.";
        var undated = grades.Count(grade => grade.Due is not null && grade.Grade.Submitted is null);
        if (undated > 0) lines += $" {undated} without a time of submission, taken to be in time.";
        var questions = grades.SelectMany(grade => grade.Grade.Cells.Select(cell => (cell, points: grade.PointsOf(cell))))
            .GroupBy(one => one.cell.Id);
        return lines
            + Rows("Questions: how many submissions have which share of the points",
                ["question", "from none to all points", "mean", "outcomes"],
                questions.Select(question => Question([.. question])));
    }

    private static string Question(IReadOnlyList<(CellGrade Cell, double Points)> answers)
    {
        var most = answers[0].Cell.MaxPoints;
        var outcomes = answers.CountBy(one => one.Cell.Outcome).OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {count.Key}");
        return $"<tr><th scope=row>{FeedbackPage.Html(answers[0].Cell.Id)}<td>{Histogram.Svg([.. answers.Select(one => most == 0 ? 1 : one.Points / most)])}"
            + $"<td>{FeedbackPage.Number(answers.Average(one => one.Points))} of {FeedbackPage.Number(most)}<td>{string.Join(", ", outcomes)}";
    }

    private static string Trouble(FinalGrade grade)
    {
        var cells = grade.Grade.Cells
            .Where(cell => cell.Outcome is GradeOutcome.Timeout or GradeOutcome.Memory or GradeOutcome.Crashed)
            .Select(cell => $"{cell.Id}: {cell.Outcome}");
        var faults = grade.Grade.Faults.Where(fault => fault is { Outcome: GradeOutcome.CompileError, Because: null })
            .Select(fault => fault.Told);
        return grade.Grade.Problem
            ?? string.Join("; ", faults.Concat(grade.Grade.Tampered).Concat(grade.Grade.Notes).Concat(cells));
    }

    private static string Table(string caption, string[] heads, IEnumerable<string[]> rows) =>
        Rows(caption, heads, rows.Select(row => "<tr>" + string.Concat(row.Select(field => $"<td>{FeedbackPage.Html(field)}"))));

    private static string Rows(string caption, string[] heads, IEnumerable<string> rows) =>
        $"<table><caption><b>{caption}</b><tr>{string.Concat(heads.Select(head => $"<th scope=col>{head}"))}{string.Concat(rows.DefaultIfEmpty($"<tr><td colspan={heads.Length}>none"))}</table>";
}
