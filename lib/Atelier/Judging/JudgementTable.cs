using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>Judgements of several sets of pictures, one under the other.</summary>
/// <param name="caption">one line below the table: say which classifier and how many pictures</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class JudgementTable(string caption) : Displayable
{
    private readonly ResultTable _table = new(caption, "FCD ↓", "KID ↓", "precision ↑", "recall ↑", "modes ↑", "KL ↓");

    /// <summary>Adds a row, in place of an earlier one of the same name.</summary>
    /// <param name="name">what was judged</param>
    /// <param name="judgement">what the metrics say of it</param>
    public JudgementTable Add(string name, Judgement judgement)
    {
        _table.Add(
            name, $"{judgement.Fcd:f2}", $"{judgement.Kid.Mean:f3} ± {judgement.Kid.Error:f3}", $"{judgement.Precision:f2}",
            $"{judgement.Recall:f2}", $"{judgement.Modes}", $"{judgement.Kl:f3}");
        return this;
    }

    /// <inheritdoc/>
    public override string ToHtml() => _table.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => _table.ToString();

    /// <inheritdoc/>
    public override JsonObject Metadata() => _table.Metadata();
}
