using System.Net;
using System.Text;

namespace Atelier.Engine.Site;

/// <summary>
/// Executed notebooks as one page that stands on its own: no network, no other file. Formulas are drawn by Temml (MIT licence),
/// which the page carries where it has any.
/// </summary>
public static class SinglePage
{
    /// <summary>Renders the page.</summary>
    /// <param name="notebooks">the notebooks, in the order of the page</param>
    /// <returns>an HTML document</returns>
    public static string Render(IReadOnlyList<SiteNotebook> notebooks)
    {
        var body = new StringBuilder();
        foreach (var notebook in notebooks)
        {
            body.Append($"""<article id="{Encode(notebook.Name)}">""");
            body.Append(LessonBody.Of(notebook, notebook.Name + "--", name =>
                notebooks.Any(other => other.Name == name) ? $"#{Encode(name)}" : null).Html);
            body.Append("</article>\n");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Atelier</title>
            <style>{SiteResource.Read("page.css")}{SiteResource.Read("single.css")}</style>
            </head>
            <body>
            <nav aria-label="Lessons"><strong>Atelier</strong><ul>{string.Concat(notebooks.Select(Entry))}</ul></nav>
            <main>
            {body}
            </main>
            {SiteResource.Formulas(body.ToString())}
            </body>
            </html>

            """;
    }

    private static string Entry(SiteNotebook notebook) =>
        $"""<li><a href="#{Encode(notebook.Name)}">{Encode(notebook.Title)}</a></li>""";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
