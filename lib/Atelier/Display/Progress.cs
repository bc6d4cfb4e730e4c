using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>How far a piece of work is: a bar, the rate, and the time left.</summary>
/// <param name="Done">units done</param>
/// <param name="Total">units in all</param>
/// <param name="Elapsed">time since the start</param>
/// <param name="Unit">what is counted, in the plural: <c>images</c></param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class Progress(long Done, long Total, TimeSpan Elapsed, string Unit) : Displayable
{
    private double Fraction => Total == 0 ? 1 : Math.Clamp((double)Done / Total, 0, 1);

    /// <summary>Units a second since the start; 0 before the first is done.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time left at this rate; null as long as there is none.</summary>
    public TimeSpan? Left => Rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, Total - Done) / Rate) : null;

    /// <inheritdoc/>
    public override string ToHtml() =>
        $"""<div><progress max="1" value="{Fraction:f3}" style="width:240px"></progress> {Markup.Encode(Status)}</div>""";

    /// <inheritdoc/>
    public override string ToString() => $"[{new string('#', (int)(Fraction * 20)),-20}] {Status}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = $"Progress: {Status}" };

    private string Status => $"{Fraction:p0} · {Done:n0} of {Total:n0} {Unit} · {Rate:n0} {Unit}/s · " + (Done >= Total
        ? $"done in {Clock(Elapsed)}"
        : Left is { } left ? $"{Clock(left)} left" : "starting");

    private static string Clock(TimeSpan time) => time.TotalHours < 1 ? $@"{time:m\:ss}" : $@"{time:h\:mm\:ss}";
}
