using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace Atelier;

/// <summary>A Plotly chart with a caption and alt text, drawn in the page without any network.</summary>
/// <param name="chart">any chart of Plotly.NET</param>
/// <param name="caption">one line below the chart</param>
/// <param name="alt">what the chart shows, for a reader who cannot see it</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class Figure(GenericChart chart, string caption, string alt) : Displayable
{
    /// <inheritdoc/>
    public override string ToHtml() =>
        Markup.Figure(PlotlyPage.Draw(() => chart, alt, $"<p>{Markup.Encode(alt)}</p>"), caption);

    /// <inheritdoc/>
    public override string ToString() => $"Chart: {caption}\n{alt}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(alt, caption, MimeType.Html);
}
