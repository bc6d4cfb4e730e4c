using System.Globalization;

namespace Atelier.Benchmarks;

/// <summary>The figures for people.</summary>
internal static class MarkdownTable
{
    private const string Head = "| group | what | ours | beside | ratio (least to most) | goal |\n|---|---|---|---|---|---|\n";

    public static string Of(IEnumerable<Measurement> figures) => Head + string.Concat(figures.Select(Line));

    private static string Line(Measurement figure) =>
        $"| {figure.Group} | {figure.What} | {Side(figure.Thing, figure.Value, figure.Unit)} | "
        + $"{Side(figure.Peer, figure.PeerValue, figure.Unit)} | {Ratio(figure)} | {Reached(figure)} |\n";

    private static string Side(string name, Spread? value, string unit) =>
        value is { Median: var median } ? $"{name}: {Number(median)} {unit}" : name;

    private static string Ratio(Measurement figure) => figure.Ratio is not { } ratio
        ? $"not measured: {figure.Missing}"
        : $"**{Number(ratio.Median)}** ({Number(ratio.Least)} to {Number(ratio.Most)})";

    private static string Reached(Measurement figure) => figure.Reached switch
    {
        null => $"{figure.Goal}",
        true => $"{figure.Goal}: reached",
        false => $"{figure.Goal}: missed",
    };

    /// <summary>Three digits that count.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("g2", CultureInfo.InvariantCulture),
    };
}
