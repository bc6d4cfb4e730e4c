using System.Net;
using System.Text;

namespace Atelier.Grading.Watching;

/// <summary>What the page of a watch shows, as HTML. Without names nothing in it tells whose a notebook is.</summary>
internal static class WatchPage
{
    public static string Render(IReadOnlyList<WatchedLesson> lessons, string fault, bool hasNames)
    {
        var html = new StringBuilder();
        if (fault != "") html.Append($"""<p class="trouble">{Encode(hasNames ? fault : "The folder cannot be looked at now.")}</p>""");
        if (lessons.Count == 0) html.Append("<p>No notebook of a lesson has been saved yet.</p>");
        foreach (var lesson in lessons) Lesson(html, lesson, hasNames);
        return html.ToString();
    }

    private static void Lesson(StringBuilder html, WatchedLesson lesson, bool hasNames)
    {
        html.Append($"<section><h2>{Encode(lesson.Name)}</h2><p>{Notebooks(lesson.Graded)} graded");
        if (lesson.Waiting > 0) html.Append($", {lesson.Waiting} waiting");
        html.Append("</p>");
        if (lesson.Exercises.Count > 0)
        {
            html.Append("<table><thead><tr><th scope=\"col\">exercise</th><th scope=\"col\">solved</th><th scope=\"col\">in part</th><th scope=\"col\">not yet</th></tr></thead><tbody>");
            foreach (var exercise in lesson.Exercises) Exercise(html, exercise, lesson.Graded, hasNames);
            html.Append("</tbody></table>");
        }

        if (lesson.Troubles.Count > 0) html.Append("<ul>");
        foreach (var trouble in lesson.Troubles) html.Append($"""<li class="trouble">{Encode(Line(trouble, hasNames))}</li>""");
        if (lesson.Troubles.Count > 0) html.Append("</ul>");
        html.Append("</section>");
    }

    private static void Exercise(StringBuilder html, WatchedExercise exercise, int of, bool hasNames)
    {
        html.Append($"<tr><th scope=\"row\">{Encode(exercise.Name)}</th><td>");
        html.Append($"""<meter max="{Math.Max(1, of)}" value="{exercise.Solved.Count}" aria-hidden="true"></meter> {exercise.Solved.Count} of {of}{Names(exercise.Solved)}</td>""");
        html.Append($"<td>{exercise.Begun.Count}{Names(exercise.Begun)}</td><td>{exercise.NotYet.Count}{Names(exercise.NotYet)}</td></tr>");

        string Names(IReadOnlyList<string> names) =>
            hasNames && names.Count > 0 ? $"""<div class="names">{Encode(string.Join(", ", names))}</div>""" : "";
    }

    private static string Line(WatchTrouble trouble, bool hasNames) => hasNames
        ? $"{trouble.Student} {trouble.What}{(trouble.Detail == "" ? "" : $" ({trouble.Detail})")}"
        : $"A notebook {trouble.What}";

    private static string Notebooks(int number) => number == 1 ? "1 notebook" : $"{number} notebooks";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
