using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Engine.Documents;
using Markdig;

namespace Atelier.Engine.Site;

/// <summary>One cell as HTML.</summary>
internal static partial class CellHtml
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .UsePipeTables().UseMathematics().UseAutoLinks().UseEmphasisExtras().UseFootnotes().Build();

    public static string Render(NotebookCell cell, string notebook) => cell.Type switch
    {
        "markdown" when cell.SlideType == "notes" => "", // for who speaks, not for who reads
        "markdown" => $"""<section class="prose">{Text(cell)}</section>""" + "\n",
        "code" => $"""<section class="code" id="{WebUtility.HtmlEncode($"{notebook}--{cell.Id}")}"><pre class="source"><code>{CSharpHtml.Render(cell.Source)}</code></pre>{Outputs(cell)}</section>""" + "\n",
        _ => "",
    };

    /// <summary>A cell of words. Pictures that a person put into it are attachments; they become part of the page.</summary>
    public static string Text(NotebookCell cell)
    {
        var html = Text(cell.Source);
        if (cell.Json["attachments"] is not JsonObject attachments) return html;
        foreach (var (name, bundle) in attachments)
        {
            if (bundle is JsonObject forms && forms.FirstOrDefault() is { Key: { } mimeType, Value: { } content })
                html = html.Replace($"attachment:{name}", $"data:{mimeType};base64,{MultilineText.Read(content)}",
                    StringComparison.Ordinal);
        }

        return html;
    }

    /// <summary>Markdown as Jupyter reads it.</summary>
    public static string Text(string markdown) =>
        Markdig.Markdown.ToHtml(FormulaOnALine().Replace(markdown, "$$$$\n$1\n$$$$"), s_markdown);

    private static string Outputs(NotebookCell cell)
    {
        var shown = string.Concat(cell.Outputs.OfType<JsonObject>().Select(OutputHtml.Render));
        return shown.Length == 0 ? "" : $"""<div class="outputs">{shown}</div>""";
    }

    // Markdig wants the dollars of a displayed formula on lines of their own; Jupyter does not.
    [GeneratedRegex(@"^\$\$(.+?)\$\$\s*$", RegexOptions.Multiline)]
    private static partial Regex FormulaOnALine();
}
