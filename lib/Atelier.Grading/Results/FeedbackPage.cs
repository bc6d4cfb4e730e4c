using System.Globalization;
using System.Net;
using System.Text;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>
/// A page for one student: each graded cell with its outcome, points and remark. Hidden cells show no code and no value.
/// </summary>
public static class FeedbackPage
{
    internal const string Style =
        "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}"
        + "td,th{border-bottom:1px solid #ccc;padding:.4em;text-align:left;vertical-align:top}.passed{color:#05603a}.other{color:#8a1c1c}"
        + "pre{margin:.2em 0;white-space:pre-wrap}";

    /// <summary>The page's HTML.</summary>
    public static string Write(FinalGrade final)
    {
        var grade = final.Grade;
        var page = new StringBuilder($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>{Html(grade.Assignment)}, {Html(grade.Student)}</title><style>{Style}</style>
            <h1>{Html(grade.Assignment)}</h1><p>{Html(grade.Student)}: <b>{Number(final.Points)} of {Number(grade.MaxPoints)} points</b></p>
            """);
        if (grade.Problem is not null) page.Append($"<p class=other>{Html(grade.Problem)}</p>");
        if (final.DaysLate > 0) page.Append($"<p class=other>{Late(final)}</p>");
        foreach (var note in grade.Tampered) page.Append($"<p class=other>{Html(note)}</p>");
        foreach (var note in grade.Notes) page.Append($"<p>{Html(note)}</p>");
        if (grade.Faults.Count > 0)
            page.Append($"<h2>Cells of yours that failed</h2><ul>{string.Concat(grade.Faults.Select(Fault))}</ul>");
        page.Append("<table><tr><th>cell<th>outcome<th>points<th>remark");
        foreach (var cell in grade.Cells) page.Append(Row(final, cell));
        return page.Append("</table></html>\n").ToString();
    }

    private static string Row(FinalGrade final, CellGrade cell)
    {
        var comment = final.Manual.GetValueOrDefault(cell.Id)?.Comment ?? "";
        var kind = cell.Outcome switch { GradeOutcome.Passed => "passed", GradeOutcome.Manual => "manual", _ => "other" };
        return $"<tr><td>{Html(cell.Id)}<td class={kind}>{Outcome(final, cell)}<td>{Number(final.PointsOf(cell))} of {Number(cell.MaxPoints)}"
            + $"<td>{Html(string.Join(" ", new[] { cell.Remark, comment }.Where(text => text != "")))}";
    }

    private static string Outcome(FinalGrade final, CellGrade cell) => cell.Outcome != GradeOutcome.Manual ? $"{cell.Outcome}"
        : final.Manual.GetValueOrDefault(cell.Id)?.Points is null ? "waits for a person" : "read by a person";

    private static string Fault(CellFault fault) =>
        $"<li{(fault.Because is null ? " class=other" : "")}>{Html(fault.Told)}{(fault.Code == "" ? "" : $"<pre>{Html(fault.Code)}</pre>")}";

    private static string Late(FinalGrade final) =>
        $"{final.DaysLate} {(final.DaysLate == 1 ? "day" : "days")} late: {Number(100 * final.Due!.PerDay)} % of {Number(final.RawPoints)} points a day, {Number(final.Penalty)} less";

    internal static string Html(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
