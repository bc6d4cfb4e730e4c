using System.Net;

namespace Atelier.Engine.Site;

/// <summary>A lesson's page: its contents at the side, the lesson, and the ways to the one before and the one after.</summary>
internal static class LessonPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="frame">what pages have in common</param>
    /// <param name="notebooks">all lessons, in order</param>
    /// <param name="at">which of them</param>
    /// <param name="body">its cells</param>
    public static string Render(PageFrame frame, IReadOnlyList<SiteNotebook> notebooks, int at, LessonBody body)
    {
        var notebook = notebooks[at];
        var before = at > 0 ? notebooks[at - 1] : null;
        var after = at + 1 < notebooks.Count ? notebooks[at + 1] : null;
        return frame.Render($"{notebook.Title} · Atelier",
            $"""<nav class="turns" aria-label="Lessons">{Turn(before, "prev", "←")}{Turn(after, "next", "→")}</nav>""",
            $"""
            <div class="columns">
            {Contents(body.Headings)}
            <main id="main"><article>
            {body.Html}</article>
            <nav class="further" aria-label="Before and after">{Further(before, "prev", "Before")}{Further(after, "next", "Next")}</nav>
            </main>
            </div>
            """, "lesson");
    }

    private static string Contents(IReadOnlyList<Heading> headings) => headings.Count == 0 ? "" : $"""
        <nav class="contents" aria-label="On this page"><details open><summary>On this page</summary>
        <ul>{string.Concat(headings.Where(heading => heading.Level < 4).Select(Entry))}</ul></details></nav>
        """;

    private static string Entry(Heading heading) =>
        $"""<li class="level-{heading.Level}"><a href="#{heading.Id}">{heading.Html}</a></li>""" + "\n";

    private static string Turn(SiteNotebook? notebook, string relation, string arrow) => notebook is null ? ""
        : $"""<a rel="{relation}" href="{CourseSite.Address(notebook)}" aria-label="{Encode(Name(notebook))}">{arrow}</a>""";

    private static string Further(SiteNotebook? notebook, string relation, string word) => notebook is null ? ""
        : $"""<a rel="{relation}" href="{CourseSite.Address(notebook)}"><small>{word}</small>{Encode(Name(notebook))}</a>""";

    private static string Name(SiteNotebook notebook) => $"{notebook.Number} {notebook.Title}".Trim();

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
