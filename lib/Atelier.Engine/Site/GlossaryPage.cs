using System.Net;

namespace Atelier.Engine.Site;

/// <summary>The words of the course, what they mean, and what they are in other languages.</summary>
internal static class GlossaryPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="frame">what pages have in common</param>
    /// <param name="glossary">the words</param>
    /// <param name="notebooks">the lessons that the words lead to</param>
    public static string Render(PageFrame frame, Glossary glossary, IReadOnlyList<SiteNotebook> notebooks)
    {
        var terms = glossary.Terms.OrderBy(term => term.Names[0], StringComparer.OrdinalIgnoreCase);
        return frame.Render("Glossary · Atelier", "", $"""
            <main id="main">
            <div class="prose"><h1>Glossary</h1>
            {CellHtml.Text(glossary.Intro)}</div>
            <dl class="terms">
            {string.Concat(terms.Select(term => Entry(term, notebooks)))}</dl>
            </main>
            """, "glossary");
    }

    private static string Entry(GlossaryTerm term, IReadOnlyList<SiteNotebook> notebooks)
    {
        var others = term.Names.Length == 1 ? "" : $" <small>{Encode(string.Join(", ", term.Names.Skip(1)))}</small>";
        var lesson = notebooks.FirstOrDefault(notebook => notebook.Number == term.Lesson) is not { } found ? ""
            : $"""<a class="explained" href="{CourseSite.Address(found)}">{Encode($"{found.Number} {found.Title}")}</a>""";
        return $"""
            <div id="{term.Id}"><dt>{Encode(term.Names[0])}{others}</dt>
            <dd class="prose">{CellHtml.Text(term.Meaning)}{lesson}</dd>
            <dd class="languages">{string.Concat(term.Translations.Zip(Glossary.Languages, Word))}</dd></div>

            """;
    }

    private static string Word(string word, (string Tag, string Name) language) =>
        $"""<span><small>{language.Name}</small> <span lang="{language.Tag}">{Encode(word)}</span></span>""";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
