using System.Globalization;

namespace Atelier.Grading.Results;

/// <summary>A small picture of how shares are distributed, drawn in the page itself.</summary>
internal static class Histogram
{
    private const int Bars = 11, Width = 12, Height = 36;

    /// <summary>Bars for 0 %, 10 %, … 100 %, with a text for those who do not see them.</summary>
    /// <param name="shares">numbers from 0 to 1</param>
    public static string Svg(IReadOnlyList<double> shares)
    {
        var counts = new int[Bars];
        foreach (var share in shares) counts[Bar(share)]++;
        var most = Math.Max(1, counts.Max());
        var rects = counts.Select((count, i) => (count, i)).Where(bar => bar.count > 0)
            .Select(bar => Rect(bar.i, Math.Max(2.0, bar.count * Height / (double)most)));
        var text = string.Join(", ", counts.Select((count, i) => (count, i)).Where(bar => bar.count > 0)
            .Select(bar => $"{bar.count} at {bar.i * 10} %"));
        return $"<svg role=img aria-label=\"{text}\" width={Bars * Width} height={Height + 1}><title>{text}</title>{string.Concat(rects)}"
            + $"<line x1=0 x2={Bars * Width} y1={Height + .5} y2={Height + .5} /></svg>";
    }

    // The outer bars are for none and for all of the points alone.
    private static int Bar(double share) => share <= 0 ? 0 : share >= 1 ? Bars - 1
        : Math.Clamp((int)Math.Round(share * (Bars - 1)), 1, Bars - 2);

    private static string Rect(int i, double height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<rect x={i * Width + 1} y={Height - height:0.#} width={Width - 2} height={height:0.#} />");
}
