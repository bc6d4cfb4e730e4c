using System.Text;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Site;

/// <summary>
/// A notebook for who reads: without what is for the instructor (notes, mark schemes, probes), solutions folded, with links to
/// the pages of other lessons in place of their files.
/// </summary>
/// <param name="Html">the cells</param>
/// <param name="Headings">its headings, in order</param>
internal sealed partial record LessonBody(string Html, IReadOnlyList<Heading> Headings)
{
    private static readonly string[] s_forTheInstructor = ["instructor", "probe"];

    /// <summary>Renders the cells of a notebook.</summary>
    /// <param name="notebook">the notebook</param>
    /// <param name="prefix">what anchors begin with</param>
    /// <param name="address">the page of another notebook, by its name; null where it has none</param>
    /// <param name="glossary">words to link; null for none</param>
    public static LessonBody Of(SiteNotebook notebook, string prefix, Func<string, string?> address, Glossary? glossary = null)
    {
        var terms = new GlossaryLinks(glossary);
        var headings = new Headings(prefix);
        var body = new StringBuilder();
        foreach (var cell in notebook.Document.Cells.Where(cell => !cell.Tags.Intersect(s_forTheInstructor).Any()))
        {
            var html = CellHtml.Render(cell, notebook.Name);
            body.Append(cell.IsCode ? Folded(html) : headings.Anchor(terms.Link(Linked(html, address))));
        }

        return new(body.ToString(), headings.All);
    }

    private static string Folded(string html) => !Marker().IsMatch(html) ? html
        : Source().Replace(Marker().Replace(html, ""), "<details class=\"solution\"><summary>A solution</summary>$0</details>");

    /// <summary>Links to notebooks become links to their pages, and plain words where there is none.</summary>
    public static string Linked(string html, Func<string, string?> address) => Link().Replace(html, link =>
        address(link.Groups["name"].Value) is { } page
            ? $"""<a href="{page}">{link.Groups["text"]}</a>"""
            : link.Groups["text"].Value);

    [GeneratedRegex("""<a href="(?<name>[^":/]+)\.ipynb">(?<text>.*?)</a>""", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("""<pre class="source".*?</pre>""", RegexOptions.Singleline)]
    private static partial Regex Source();

    [GeneratedRegex("""^ *<span class="comment">// (BEGIN|END) SOLUTION</span>\n""", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
