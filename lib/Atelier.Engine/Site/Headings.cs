using System.Net;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Site;

/// <summary>Gives the headings of a page anchors that stay when a section gets another number.</summary>
/// <param name="prefix">what the anchors begin with, where pages are put into one</param>
internal sealed partial class Headings(string prefix)
{
    private readonly HashSet<string> _ids = [];
    private readonly List<Heading> _all = [];

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> All => _all;

    /// <summary>Notes the headings of a piece of prose.</summary>
    /// <param name="html">headings without anchors</param>
    /// <returns>the same, with anchors</returns>
    public string Anchor(string html)
    {
        var matches = Element().Matches(html);
        Extend(html[..(matches.FirstOrDefault()?.Index ?? html.Length)]);
        foreach (var (match, next) in matches.Zip(matches.Skip(1).Select(match => (int?)match.Index).Append(null)))
        {
            var (level, title) = (match.Groups[1].Value[0] - '0', match.Groups[2].Value);
            var text = Plain(html[(match.Index + match.Length)..(next ?? html.Length)]);
            _all.Add(new(level, Unused(Plain(title)), title, text));
        }

        var at = _all.Count - matches.Count;
        return Element().Replace(html, match =>
            $"""<h{match.Groups[1]} id="{_all[at++].Id}">{match.Groups[2]}</h{match.Groups[1]}>""");
    }

    /// <summary>What a person reads of HTML, on one line.</summary>
    public static string Plain(string html) => Spaces().Replace(WebUtility.HtmlDecode(Mark().Replace(html, "")), " ").Trim();

    private void Extend(string html)
    {
        if (_all.Count > 0 && Plain(html) is { Length: > 0 } text) _all[^1] = _all[^1] with { Text = $"{_all[^1].Text} {text}" };
    }

    private string Unused(string text)
    {
        var words = Number().Replace(text, "").ToLowerInvariant();
        var name = prefix + (NoLetter().Replace(words, "-").Trim('-') is { Length: > 0 } id ? id : "section");
        var free = name;
        for (var i = 2; !_ids.Add(free); i++) free = $"{name}-{i}";
        return free;
    }

    [GeneratedRegex("<h([1-6])>(.*?)</h[1-6]>", RegexOptions.Singleline)]
    private static partial Regex Element();

    // Tags, and what stands round a formula.
    [GeneratedRegex(@"<[^>]*>|\\[()\[\]]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\d+(\.\d+)*\.?\s+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NoLetter();
}
