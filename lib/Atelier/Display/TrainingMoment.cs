using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>What a <see cref="TrainingView"/> shows at one moment.</summary>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
internal sealed class TrainingMoment(Progress progress, Picture samples, LineChart losses) : Displayable
{
    public override string ToHtml() =>
        $"""
        <div>{progress.ToHtml()}
        <div style="display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start">
          <div style="flex:1 1 300px;max-width:420px">{samples.ToHtml()}</div>
          <div style="flex:1 1 300px;max-width:640px">{losses.ToImage()}</div>
        </div></div>
        """;

    public override string ToString() => progress.ToString();

    public override JsonObject Metadata()
    {
        var picture = samples.Metadata();
        return Markup.AltText($"{picture["alt"]} {losses.Metadata()["alt"]}", $"{picture["caption"]}", MimeType.Html);
    }
}
