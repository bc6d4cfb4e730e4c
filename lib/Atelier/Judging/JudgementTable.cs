using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>Judgements of several sets of pictures, one under the other.</summary>
/// <param name="caption">one line below the table: say which classifier and how many pictures</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class JudgementTable(string caption) : Displayable
{
    private static readonly string[] heads = ["", "FCD ↓", "KID ↓", "precision ↑", "recall ↑", "modes ↑", "KL ↓"];

    private readonly List<string[]> rows = [];

    /// <summary>Adds a row, in place of an earlier one of the same name.</summary>
    /// <param name="name">what was judged</param>
    /// <param name="judgement">what the metrics say of it</param>
    public JudgementTable Add(string name, Judgement judgement)
    {
        rows.RemoveAll(row => row[0] == name);
        rows.Add([
            name, $"{judgement.Fcd:f2}", $"{judgement.Kid.Mean:f3} ± {judgement.Kid.Error:f3}", $"{judgement.Precision:f2}", $"{judgement.Recall:f2}",
            $"{judgement.Modes}", $"{judgement.Kl:f3}"]);
        return this;
    }

    /// <inheritdoc/>
    public override string ToHtml()
    {
        var head = string.Concat(heads.Select(text => $"""<th scope="col" style="text-align:right;padding:0.2em 0.8em">{Markup.Encode(text)}</th>"""));
        return Markup.Figure($"<table><thead><tr>{head}</tr></thead><tbody>{string.Concat(rows.Select(ToHtml))}</tbody></table>", caption);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', rows.Prepend(heads).Select(row => string.Concat(row.Select((cell, i) => i == 0 ? $"{cell,-28}" : $"{cell,16}")))) + $"\n{caption}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = ToString(), ["caption"] = caption };

    private static string ToHtml(string[] row) =>
        $"""<tr><th scope="row" style="text-align:left">{Markup.Encode(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"""<td style="text-align:right;padding:0.2em 0.8em">{cell}</td>"""))}</tr>""";
}
