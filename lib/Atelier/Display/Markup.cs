using System.Net;
using System.Text.Json.Nodes;

namespace Atelier;

/// <summary>The HTML and the metadata that pictures and charts share.</summary>
internal static class Markup
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A figure with its caption below.</summary>
    public static string Figure(string content, string caption) =>
        $"""<figure style="margin:0.5em 0">{content}<figcaption style="opacity:0.8;font-size:0.9em">{Encode(caption)}</figcaption></figure>""";

    /// <summary>A caption or alt text with a note behind it, where there is something to note.</summary>
    public static string WithNote(string text, string note) => note == "" ? text : $"{text} ({note})".TrimStart();

    /// <summary>Alt text, for the whole output and under its MIME type, where Jupyter looks for it.</summary>
    public static JsonObject AltText(string alt, string caption, string mimeType) =>
        new() { ["alt"] = alt, ["caption"] = caption, [mimeType] = new JsonObject { ["alt"] = alt } };
}
