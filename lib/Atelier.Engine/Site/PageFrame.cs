using System.Net;

namespace Atelier.Engine.Site;

/// <summary>What the pages of a site have in common: the head, and the bar at the top.</summary>
/// <param name="files">what the pages share</param>
/// <param name="hasGlossary">whether the bar leads to a glossary</param>
internal sealed class PageFrame(SharedFiles files, bool hasGlossary)
{
    private const string Search = """
        <search><label for="search" class="unseen">Search the course</label>
        <input id="search" type="search" placeholder="Search  /" autocomplete="off" spellcheck="false" role="combobox"
         aria-expanded="false" aria-controls="found" aria-autocomplete="list">
        <span id="count" class="unseen" role="status"></span>
        <ul id="found" role="listbox" aria-label="Places found" hidden></ul></search>
        """;

    /// <summary>A whole page.</summary>
    /// <param name="title">its title, as plain text</param>
    /// <param name="turns">links in the bar</param>
    /// <param name="main">what is below the bar; pictures in it go into files</param>
    /// <param name="kind">the class of the body</param>
    public string Render(string title, string turns, string main, string kind) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{WebUtility.HtmlEncode(title)}</title>
        {files.Style(SiteResource.Read("page.css") + SiteResource.Read("site.css"), "site")}
        {Formulas(main)}{files.Script(SiteResource.Read("site.js") + SiteResource.Read("search.js"), "site")}
        </head>
        <body class="{kind}">
        <a class="skip" href="#main">Skip to the text</a>
        <header class="bar"><a class="home" href="index.html">Atelier</a>{turns}
        {(hasGlossary ? "<a class=\"aside\" href=\"glossary.html\">Glossary</a>" : "")}{Search}</header>
        {files.Share(main)}
        </body>
        </html>

        """;

    private string Formulas(string html) => SiteResource.FormulaScript(html) is { Length: > 0 } script
        ? files.Script(script, "formulas") + "\n" : "";
}
