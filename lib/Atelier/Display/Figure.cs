using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace Atelier;

/// <summary>
/// A Plotly chart with a caption and alt text, drawn in the page without any network. Where values are not finite it says so
/// behind both.
/// </summary>
/// <param name="chart">any chart of Plotly.NET</param>
/// <param name="caption">one line below the chart</param>
/// <param name="alt">what the chart shows, for a reader who cannot see it</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed partial class Figure(GenericChart chart, string caption, string alt) : Displayable
{
    /// <inheritdoc/>
    public override string ToHtml() =>
        Markup.Figure(PlotlyPage.Draw(() => chart, Noted(alt), $"<p>{Markup.Encode(Noted(alt))}</p>"), Noted(caption));

    /// <inheritdoc/>
    public override string ToString() => $"Chart: {Noted(caption)}\n{Noted(alt)}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(Noted(alt), Noted(caption), MimeType.Html);

    private string Noted(string text)
    {
        var bad = NotANumber().Count(PlotlyPage.Json(() => chart) ?? "");
        return Markup.WithNote(text, bad == 0 ? "" : $"not a number: {bad:n0} values are NaN or infinite, and not drawn");
    }

    // As Plotly.NET writes them, which JSON has no numbers for.
    [GeneratedRegex("""[\[,:]"(NaN|-?Infinity)"(?=[,\]}])""")]
    private static partial Regex NotANumber();
}
