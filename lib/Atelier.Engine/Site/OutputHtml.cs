using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>One output of a cell as HTML: the richest form that it has.</summary>
internal static partial class OutputHtml
{
    public static string Render(JsonObject output) => MultilineText.Read(output["output_type"]) switch
    {
        "stream" => $"""<pre class="{Encode(MultilineText.Read(output["name"]))}">{Plain(output["text"])}</pre>""",
        "error" => $"""<pre class="error" role="alert">{Error(output)}</pre>""",
        _ => output["data"] is JsonObject data ? Data(data, output["metadata"] as JsonObject) : "",
    };

    private static string Data(JsonObject data, JsonObject? metadata)
    {
        if (data["text/html"] is { } html) return $"""<div class="shown">{MultilineText.Read(html)}</div>""";
        if (data["image/svg+xml"] is { } svg) return $"""<div class="shown">{MultilineText.Read(svg)}</div>""";
        if (data.FirstOrDefault(form => form.Key.StartsWith("image/", StringComparison.Ordinal)) is
            {
                Key: { } type,
                Value: { } picture
            })
            return $"""<img alt="{Encode(AltText(metadata, type))}" src="data:{type};base64,{MultilineText.Read(picture).ReplaceLineEndings("")}">""";
        if (data["text/markdown"] is { } markdown)
            return $"""<div class="shown">{Markdig.Markdown.ToHtml(MultilineText.Read(markdown))}</div>""";
        return $"<pre>{Plain(data["text/plain"])}</pre>";
    }

    private static string AltText(JsonObject? metadata, string mimeType) =>
        MultilineText.Read((metadata?[mimeType] as JsonObject)?["alt"] ?? metadata?["alt"]);

    private static string Error(JsonObject output) => output["traceback"] is JsonArray { Count: > 0 } lines
        ? Plain(new JsonArray([.. lines.Select(line => (JsonNode)(MultilineText.Read(line) + "\n"))]))
        : Encode($"{MultilineText.Read(output["ename"])}: {MultilineText.Read(output["evalue"])}");

    private static string Plain(JsonNode? text) => Encode(TerminalColour().Replace(MultilineText.Read(text), ""));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalColour();
}
