using System.Text;

namespace Atelier;

/// <summary>Draws lines as SVG: axes with round numbers, a legend, and at most a few hundred points a line.</summary>
internal static class LineDrawing
{
    private const int Left = 56, Top = 26, Right = 12, Bottom = 40, MostPoints = 400;
    private const double LegendLine = 50, LetterWidth = 6.5; // of sans-serif at 12 pixels, on average

    public static string Draw(string xTitle, string yTitle, IReadOnlyList<Series> lines, bool square = false)
    {
        var (width, height) = square ? (Left + 360 + Right, Top + 360 + Bottom) : (640, 260);
        var xs = Axis(lines.SelectMany(line => square ? [.. line.X, .. line.Y] : line.X));
        var ys = square ? xs : Axis(lines.SelectMany(line => line.Heights));
        double X(double value) => Left + (value - xs.From) / (xs.To - xs.From) * (width - Left - Right);
        double Y(double value) => height - Bottom - (value - ys.From) / (ys.To - ys.From) * (height - Top - Bottom);

        var svg = new StringBuilder(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" style="background:#fff;font:12px sans-serif">""");
        foreach (var tick in xs.Ticks)
            svg.Append($"""<text x="{X(tick):f1}" y="{height - Bottom + 16}" text-anchor="middle">{tick:g6}</text>""");
        foreach (var tick in ys.Ticks)
            svg.Append($"""<path d="M{Left} {Y(tick):f1}H{width - Right}" stroke="#ddd"/><text x="{Left - 6}" y="{Y(tick) + 4:f1}" text-anchor="end">{tick:g6}</text>""");
        svg.Append($"""<text x="{(Left + width) / 2}" y="{height - 6}" text-anchor="middle">{Markup.Encode(xTitle)}</text>""");
        svg.Append($"""<text x="6" y="14">{Markup.Encode(yTitle)}</text>""");
        var legend = Left + 100.0;
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Append(Line(lines[i], i, legend, X, Y));
            legend += LegendLine + LetterWidth * lines[i].Name.Length;
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Line(Series line, int index, double legend, Func<double, double> x, Func<double, double> y)
    {
        var style = LineStyle.Of(index);
        var stroke = $"""fill="none" stroke="{style.Color}" stroke-width="2" stroke-dasharray="{style.Dash}" """;
        var points = Thin(line).Select(point => $"{x(point.X):f1},{y(point.Y):f1}");
        var bars = (line.Errors ?? []).Select(
            (error, i) => $"M{x(line.X[i]):f1} {y(line.Y[i] - error):f1}V{y(line.Y[i] + error):f1}");
        return $"""<path d="{string.Concat(bars)}" stroke="{style.Color}"/><polyline points="{string.Join(' ', points)}" {stroke}/><path d="M{legend:f0} 10h28" {stroke}/><text x="{legend + 34:f0}" y="14">{Markup.Encode(line.Name)}</text>""";
    }

    private static IEnumerable<(double X, double Y)> Thin(Series line)
    {
        var stride = (line.X.Length + MostPoints - 1) / MostPoints;
        return line.X.Zip(line.Y)
            .Where((point, i) => double.IsFinite(point.Second) && (i % stride == 0 || i == line.X.Length - 1));
    }

    /// <summary>A range around the finite values, and four to eight round numbers in it.</summary>
    internal static (double From, double To, double[] Ticks) Axis(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        if (high - low < 1e-12) (low, high) = (low - 0.5, high + 0.5);
        var quarter = (high - low) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(quarter)));
        var step = power * ((quarter / power) switch { < 2 => 1, < 5 => 2, _ => 5 });
        var first = Math.Ceiling(low / step);
        return (low, high,
            [.. Enumerable.Range(0, (int)(Math.Floor(high / step) - first) + 1).Select(i => Math.Round((first + i) * step, 10))]);
    }
}
