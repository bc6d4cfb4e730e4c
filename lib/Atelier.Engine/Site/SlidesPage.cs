using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>
/// An executed notebook as slides, on a page that stands on its own: no network, no other file. reveal.js (MIT licence) turns
/// them; formulas, films, charts and quizzes are those of <see cref="SinglePage"/>.
/// </summary>
public static partial class SlidesPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="notebook">a notebook with slide types and outputs</param>
    /// <returns>an HTML document</returns>
    public static string Render(SiteNotebook notebook)
    {
        var columns = SlideDeck.Of(notebook.Document.Cells);
        var slides = string.Concat(columns.Select(column => $"<section>{string.Concat(column.Select(Section))}</section>\n"));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,">
            <title>{WebUtility.HtmlEncode(notebook.Title)}</title>
            <style>{SiteResource.Read("reveal.css")}
            {SiteResource.Read("page.css")}
            {SiteResource.Read("slides.css")}</style>
            </head>
            <body>
            <div hidden>{Unseen(notebook.Document)}</div>
            <div class="reveal"><div class="slides">
            {slides}</div></div>
            {SiteResource.Formulas(slides)}
            <script>{SiteResource.Read("reveal.js")}</script>
            <script>{SiteResource.Read("reveal-notes.js")}</script>
            <script>{SiteResource.Read("slides.js")}</script>
            </body>
            </html>

            """;
    }

    private static string Section(Slide slide) =>
        $"""<section><div class="fit">{string.Concat(slide.Cells.Select(Cell))}</div>{Notes(slide)}</section>""";

    private static string Cell(NotebookCell cell)
    {
        var html = Flat(CellHtml.Render(cell, "slide"));
        if (!cell.IsCode) html = Hint().Replace(html, """<details class="fragment">""");
        else if (IsLong(cell)) html = $"""<div class="beside">{html}</div>""";
        return cell.SlideType == "fragment" ? $"""<div class="fragment">{html}</div>""" : html;
    }

    /// <summary>Whether what it shows stands beside its code and not below.</summary>
    private static bool IsLong(NotebookCell cell) => cell.Source.Count(letter => letter == '\n') >= 7
        && cell.Outputs.OfType<JsonObject>().Any(output => output["data"]?["text/html"] is not null);

    private static string Notes(Slide slide) => slide.Notes.Count == 0 ? ""
        : $"""<aside class="notes">{string.Concat(slide.Notes.Select(cell => Flat(CellHtml.Text(cell))))}</aside>""";

    /// <summary>The first cell of a lesson brings the script that draws charts, and is on no slide.</summary>
    private static string Unseen(NotebookDocument notebook) =>
        notebook.Cells.FirstOrDefault(cell => cell.IsCode) is { SlideType: "skip" } first
            ? Flat(CellHtml.Render(first, "slide"))
            : "";

    // reveal.js takes each section for a slide.
    private static string Flat(string html) => html.Replace("<section", "<div", StringComparison.Ordinal)
        .Replace("</section>", "</div>", StringComparison.Ordinal);

    [GeneratedRegex("<details>")]
    private static partial Regex Hint();
}
