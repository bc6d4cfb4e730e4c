using System.Net;
using System.Text;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;

namespace Atelier.Engine.Site;

/// <summary>
/// Executed notebooks as one page that stands on its own: no network, no other file. Formulas are drawn by Temml (MIT licence),
/// which the page carries where it has any.
/// </summary>
public static class SitePage
{
    /// <summary>Writes the page of a run.</summary>
    /// <param name="file">where to</param>
    /// <param name="reports">the run's notebooks; those that were not written are left out</param>
    public static void Write(string file, IEnumerable<NotebookReport> reports) =>
        File.WriteAllText(file, Render([.. reports.Where(report => report.Output is not null)
            .Select(report => new SiteNotebook(report.Name, NotebookDocument.Load(report.Output!)))]));

    /// <summary>Renders the page.</summary>
    /// <param name="notebooks">the notebooks, in the order of the page</param>
    /// <returns>an HTML document</returns>
    public static string Render(IReadOnlyList<SiteNotebook> notebooks)
    {
        var body = new StringBuilder();
        foreach (var notebook in notebooks)
        {
            body.Append($"""<article id="{Encode(notebook.Name)}">""");
            foreach (var cell in notebook.Document.Cells) body.Append(CellHtml.Render(cell, notebook.Name));
            body.Append("</article>\n");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Atelier</title>
            <style>{SiteResource.Read("page.css")}</style>
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
        $"""<li><a href="#{Encode(notebook.Name)}">{Encode(Title(notebook))}</a></li>""";

    /// <summary>The first heading, else the file's name.</summary>
    internal static string Title(SiteNotebook notebook) => notebook.Document.Cells
        .Where(cell => cell.Type == "markdown")
        .SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? notebook.Name;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
