using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;
using Chart = Plotly.NET.CSharp.Chart;

namespace Atelier;

/// <summary>
/// A chart of lines that can be told apart without colour vision. Where scripts run it is drawn by Plotly; elsewhere (a notebook
/// that is not trusted, a static page) it stays a drawing. Where values are not finite it says so behind caption and alt text,
/// and leaves them out.
/// </summary>
/// <param name="x">title of the horizontal axis, with its unit</param>
/// <param name="y">title of the vertical axis, with its unit</param>
/// <param name="caption">one line below the chart</param>
/// <param name="alt">what the chart shows, for a reader who cannot see it</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class LineChart(string x, string y, string caption, string alt) : Displayable
{
    private readonly List<Series> _lines = [];

    /// <summary>Both axes have the same range and the same length: for a path in the plane.</summary>
    public bool Square { get; init; }

    /// <summary>Adds a line through points that lie one step apart: (1, first value), (2, second value)...</summary>
    public LineChart Add(string name, IEnumerable<double> values)
    {
        var all = values.ToArray();
        return Add(new Series(name, [.. Enumerable.Range(1, all.Length).Select(i => (double)i)], all));
    }

    /// <summary>Adds a line through the points (xs[i], ys[i]).</summary>
    /// <param name="name">the legend, in the symbols of the text</param>
    /// <param name="xs">[n], any type and device; an array will do</param>
    /// <param name="ys">[n], any type and device; an array will do</param>
    /// <exception cref="ArgumentException">the two differ in length</exception>
    public LineChart Add(string name, Tensor xs, Tensor ys) => Add(new Series(name, Numbers(xs), Numbers(ys)));

    /// <summary>Adds a line through measured points, each with a bar one standard error up and down.</summary>
    /// <param name="name">the legend, in the symbols of the text</param>
    /// <param name="xs">[n], any type and device; an array will do</param>
    /// <param name="ys">n measurements</param>
    /// <exception cref="ArgumentException">the two differ in length</exception>
    public LineChart Add(string name, Tensor xs, IReadOnlyList<Estimate> ys) =>
        Add(new Series(name, Numbers(xs), [.. ys.Select(y => y.Mean)]) { Errors = [.. ys.Select(y => y.Error)] });

    internal LineChart Add(Series line)
    {
        if (line.X.Length != line.Y.Length)
            throw new ArgumentException($"The line '{line.Name}' has {line.X.Length} positions but {line.Y.Length} values.");
        _lines.Add(line);
        return this;
    }

    /// <inheritdoc/>
    public override string ToHtml() => Markup.Figure(PlotlyPage.Draw(ToPlotly, Noted(alt), ToImage()), Noted(caption));

    /// <inheritdoc/>
    public override string ToString() => $"Chart: {Noted(caption)}\n{string.Join('\n', _lines.Select(Describe))}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(Noted(alt), Noted(caption), MimeType.Html);

    private string Noted(string text)
    {
        var notes = _lines.Where(line => line.NotFinite > 0).Select(line =>
            $"not a number: {line.NotFinite:n0} of {line.Y.Length:n0} values of {line.Name} are NaN or infinite, and not drawn");
        return Markup.WithNote(text, string.Join("; ", notes));
    }

    /// <summary>
    /// The chart as a drawing that needs no script, and that survives where pages are cleaned of all but text and pictures.
    /// </summary>
    internal string ToImage() =>
        $"""<img src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(ToSvg()))}" alt="{Markup.Encode(Noted(alt))}" style="max-width:100%">""";

    internal string ToSvg() => LineDrawing.Draw(x, y, _lines, Square);

    private GenericChart ToPlotly()
    {
        var chart = Chart.Combine(_lines.Select(ToPlotly))
            .WithXAxisStyle<double, double, string>(TitleText: x, GridColor: Color.fromString("#ddd"), ShowGrid: true)
            .WithYAxisStyle<double, double, string>(TitleText: y, GridColor: Color.fromString("#ddd"), ShowGrid: true);
        return !Square ? chart : chart.WithSize(520, 460)
            .WithXAxisStyle<double, double, string>(MinMax: BothAxes())
            .WithYAxisStyle<double, double, string>(MinMax: BothAxes());
    }

    private Tuple<double, double> BothAxes()
    {
        var (from, to, _) = LineDrawing.Axis(_lines.SelectMany(line => line.X.Concat(line.Y)));
        var margin = (to - from) / 20;
        return Tuple.Create(from - margin, to + margin);
    }

    private static GenericChart ToPlotly(Series line, int index)
    {
        var style = LineStyle.Of(index);
        var chart = Chart.Line<double, double, string>(
            line.X, line.Y, Name: line.Name, ShowLegend: true, LineColor: Color.fromString(style.Color),
            LineDash: style.PlotlyDash,
            UseDefaults: false);
        return line.Errors is { } errors ? WithBars(chart, errors) : chart;
    }

    private static GenericChart WithBars(GenericChart chart, double[] errors)
    {
        var bars = new Error();
        bars.SetProperty("type", "data");
        bars.SetProperty("array", errors);
        foreach (var trace in GenericChart.getTraces(chart)) trace.SetProperty("error_y", bars);
        return chart;
    }

    private static double[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(float64).flatten().data<double>().ToArray();
    }

    private static string Describe(Series line) => line.Y.Where(double.IsFinite).ToArray() is not [_, ..] finite
        ? $"  {line.Name}: {(line.Y.Length == 0 ? "no points yet" : "no finite points")}"
        : $"  {line.Name}: {line.Y.Length} points, from {line.Y[0]:g4} to {line.Y[^1]:g4} (lowest {finite.Min():g4}, highest {finite.Max():g4})";
}
