using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>Jupyter's two ways of keeping a long string: one string, or a list of lines that keep their line ends.</summary>
public static class MultilineText
{
    /// <summary>The whole text of a string or a list of strings; empty for anything else.</summary>
    public static string Read(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(Read)),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => "",
    };

    /// <summary>A node for <paramref name="text"/>: a list of its lines, or the one string.</summary>
    public static JsonNode Write(string text, bool asLines) =>
        asLines ? new JsonArray([.. Lines(text).Select(line => (JsonNode)line)]) : JsonValue.Create(text);

    /// <summary>Whether Jupyter splits text of this MIME type into lines.</summary>
    public static bool IsSplit(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";

    /// <summary>The lines with their ends, cut where Python's <c>splitlines</c> cuts.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsLineEnd(text[i]) || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')) continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }
        if (start < text.Length) yield return text[start..];
    }

    private static bool IsLineEnd(char c) =>
        c is (>= '\n' and <= '\r') or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029';
}
