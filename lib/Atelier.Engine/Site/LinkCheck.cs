using System.Net;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Site;

/// <summary>
/// Follows the links of a site: finds files that are not there, anchors that no page has, and what would ask a network.
/// </summary>
public static partial class LinkCheck
{
    /// <summary>Checks all pages of a folder.</summary>
    /// <param name="folder">has the pages (<c>*.html</c>)</param>
    /// <returns>a line for each link that leads nowhere; links of words to other sites are not followed</returns>
    public static IReadOnlyList<string> Broken(string folder)
    {
        var pages = Directory.EnumerateFiles(folder, "*.html").ToDictionary(file => Path.GetFileName(file), Page.Read);
        return [.. pages.SelectMany(page => page.Value.Links.Where(link => !Leads(folder, pages, page.Key, link))
            .Select(link => $"{page.Key}: {link}"))];
    }

    private static bool Leads(string folder, Dictionary<string, Page> pages, string from, Link link)
    {
        if (link.Target.StartsWith("data:", StringComparison.Ordinal)) return true;
        if (Elsewhere().IsMatch(link.Target)) return link.Element == "a";
        string[] parts = [.. link.Target.Split('#', 2).Select(Uri.UnescapeDataString)];
        var file = parts[0].Length == 0 ? from : parts[0];
        if (pages.TryGetValue(file, out var page)) return parts is [_] || page.Ids.Contains(parts[1]);
        return parts is [_] && !Path.IsPathRooted(file) && File.Exists(Path.Combine(folder, file));
    }

    [GeneratedRegex("^([a-z]+:|//)")]
    private static partial Regex Elsewhere();

    private sealed record Link(string Element, string Target)
    {
        public override string ToString() => $"<{Element}> to {Target}";
    }

    private sealed partial record Page(Link[] Links, HashSet<string> Ids)
    {
        public static Page Read(string file)
        {
            var html = Script().Replace(File.ReadAllText(file), "$1</script>");
            return new(
                [.. Reference().Matches(html).Select(match => new Link(match.Groups[1].Value, Text(match, 2)))],
                [.. Id().Matches(html).Select(match => Text(match, 1))]);
        }

        private static string Text(Match match, int group) => WebUtility.HtmlDecode(match.Groups[group].Value);

        [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline)]
        private static partial Regex Script();

        [GeneratedRegex("<([a-z]+)\\b[^>]*?\\s(?:href|src)=\"([^\"]*)\"")]
        private static partial Regex Reference();

        [GeneratedRegex("<[a-z0-9]+\\b[^>]*?\\sid=\"([^\"]*)\"")]
        private static partial Regex Id();
    }
}
