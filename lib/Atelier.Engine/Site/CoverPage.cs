using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>The first page: the words and pictures of the course's README, and the map of the lessons.</summary>
internal static partial class CoverPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="frame">what pages have in common</param>
    /// <param name="notebooks">the lessons, in order</param>
    /// <param name="home">the course's folder</param>
    public static string Render(PageFrame frame, IReadOnlyList<SiteNotebook> notebooks, string home)
    {
        var file = Path.Combine(home, "README.md");
        var readme = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        return frame.Render("Atelier", "", $"""
            <main id="main">
            <div class="prose"><h1>Atelier</h1>
            {CellHtml.Text(readme.Split("\n\n").ElementAtOrDefault(1) ?? "")}</div>
            <div class="gallery">{string.Concat(Picture().Matches(readme).Select(picture => Shown(picture, home)))}</div>
            <h2 id="lessons">The lessons</h2>
            <ol class="map">
            {string.Concat(notebooks.Select(notebook => Entry(notebook, notebooks)))}</ol>
            </main>
            """, "cover");
    }

    private static string Shown(Match picture, string home)
    {
        var file = Path.Combine(home, picture.Groups["file"].Value);
        return !File.Exists(file) ? ""
            : $"""<img alt="{WebUtility.HtmlEncode(picture.Groups["alt"].Value)}" src="data:image/{Path.GetExtension(file)[1..]};base64,{Convert.ToBase64String(File.ReadAllBytes(file))}">""";
    }

    private static string Entry(SiteNotebook notebook, IReadOnlyList<SiteNotebook> notebooks)
    {
        var summary = LessonSummary.Of(notebook);
        return $"""
            <li><a class="thumbnail" href="{CourseSite.Address(notebook)}" tabindex="-1" aria-hidden="true">{Thumbnail(notebook)}</a>
            <div class="prose"><h3><span class="ordinal">{notebook.Number}</span> <a href="{CourseSite.Address(notebook)}">{WebUtility.HtmlEncode(notebook.Title)}</a></h3>
            {Part(summary.Intro)}
            {Folded(summary.Objectives, "What you will be able to do")}
            {Folded(summary.Time, "Time")}
            {Folded(summary.Before, "Before")}</div></li>

            """;

        string Part(string markdown) =>
            LessonBody.Linked(CellHtml.Text(markdown), name => CourseSite.Address(notebooks, name));

        string Folded(string markdown, string title) => markdown.Length == 0 ? ""
            : $"<details><summary>{title}</summary>{Part(markdown)}</details>";
    }

    /// <summary>The first picture that the lesson makes.</summary>
    private static string Thumbnail(SiteNotebook notebook) =>
        notebook.Document.Cells.SelectMany(cell => cell.IsCode ? cell.Outputs : []).OfType<JsonObject>()
            .Select(output => ShownPicture().Match(MultilineText.Read(output["data"]?["text/html"])))
            .FirstOrDefault(picture => picture.Success) is { } first
            ? $"<img alt=\"\" {first.Value}>"
            : "";

    [GeneratedRegex(@"!\[(?<alt>[^\]]*)\]\((?<file>data/[^)]*)\)")]
    private static partial Regex Picture();

    [GeneratedRegex("src=\"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]*\"")]
    private static partial Regex ShownPicture();
}
