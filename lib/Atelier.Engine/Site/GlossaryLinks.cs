using System.Net;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Site;

/// <summary>Links the words of the glossary in one page's prose, each where it comes first.</summary>
/// <param name="glossary">the words; null for none</param>
internal sealed partial class GlossaryLinks(Glossary? glossary)
{
    private readonly Dictionary<string, GlossaryTerm> _left = (glossary?.Terms ?? [])
        .SelectMany(term => term.Names.Select(name => (name, term)))
        .ToDictionary(pair => pair.name, pair => pair.term, StringComparer.OrdinalIgnoreCase);

    // The longer name first: a conditional GAN is not a GAN with a word before it.
    private readonly Regex _names = new(
        $@"(?<![\p{{L}}\p{{N}}-])({string.Join('|', (glossary?.Terms ?? []).SelectMany(term => term.Names)
            .OrderByDescending(name => name.Length).Select(Regex.Escape))})(?=s?(?![\p{{L}}\p{{N}}-]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Links words, but for those in links, headings, code and formulas.</summary>
    public string Link(string html) => _left.Count == 0 ? html
        : Piece().Replace(html, piece => piece.Value[0] == '<' ? piece.Value : _names.Replace(piece.Value, Linked));

    private string Linked(Match word)
    {
        if (!_left.TryGetValue(word.Value, out var term)) return word.Value;
        foreach (var name in term.Names) _left.Remove(name);
        return $"""<a class="term" href="glossary.html#{term.Id}" title="{WebUtility.HtmlEncode(Formula().Replace(term.Meaning, ""))}">{word.Value}</a>""";
    }

    [GeneratedRegex(@"[$\\]")]
    private static partial Regex Formula();

    // Elements whose text is left alone, whole; other tags; text.
    [GeneratedRegex("""<(a|code|pre|h[1-6]|summary|script|th)\b.*?</\1>|<(span|div) class="math">.*?</\2>|<[^>]*>|[^<]+""",
        RegexOptions.Singleline)]
    private static partial Regex Piece();
}
