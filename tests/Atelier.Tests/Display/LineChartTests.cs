using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public sealed partial class LineChartTests
{
    private static LineChart Losses() => new LineChart("step", "loss", "Losses", "Two lines").Add("lossD", [2, 1, 0.5])
        .Add("lossG", [1, 2, 3]);

    [Fact]
    public void Plotly_gets_the_points_the_titles_and_a_dash_for_each_line()
    {
        using var figure = JsonDocument.Parse(FigureJson().Match(Losses().ToHtml()).Groups[1].Value);
        var lines = figure.RootElement.GetProperty("data").EnumerateArray().ToArray();

        Assert.Equal(["lossD", "lossG"], lines.Select(line => line.GetProperty("name").GetString()));
        Assert.Equal([2, 1, 0.5], lines[0].GetProperty("y").EnumerateArray().Select(y => y.GetDouble()));
        Assert.Equal(2, lines.Select(line => line.GetProperty("line").GetProperty("dash").GetString()).Distinct().Count());
        Assert.Equal("step", figure.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("title")
            .GetProperty("text").GetString());
    }

    [Fact]
    public void A_name_cannot_end_the_script()
    {
        var html = new LineChart("x", "y", "c", "a").Add("</script><b>", [1, 2]).ToHtml();
        Assert.Single(ScriptEnd().Matches(html));
    }

    /// <summary>A letter of the legend is about 6 pixels wide; the next line's dash begins behind the last one.</summary>
    [Fact]
    public void Long_names_do_not_lie_on_each_other_in_the_legend()
    {
        string[] names = ["instance normalisation", "batch normalisation", "a"];
        var chart = names.Aggregate(new LineChart("x", "y", "c", "a"), (all, name) => all.Add(name, [1, 2]));
        var places = XElement.Parse(chart.ToSvg()).Descendants().Where(element => names.Contains(element.Value))
            .Select(element => (Name: element.Value, X: (double)element.Attribute("x")!)).ToArray();
        Assert.Equal(names, places.Select(place => place.Name));
        Assert.All(places.Zip(places.Skip(1)),
            pair => Assert.True(pair.Second.X - 34 >= pair.First.X + 6 * pair.First.Name.Length, $"{pair}"));
    }

    [Fact]
    public void No_chart_asks_the_network()
    {
        var html = Losses().ToHtml() + PlotlyPage.Library;
        Assert.DoesNotContain("src=\"http", html);
        Assert.DoesNotContain("cdn", html[..2000]);
    }

    [Fact]
    public void The_drawing_is_well_formed_and_holds_a_line_for_each_series()
    {
        var svg = XElement.Parse(Losses().ToSvg());
        var lines = svg.Descendants().Where(element => element.Name.LocalName == "polyline").ToArray();

        Assert.Equal(2, lines.Length);
        Assert.NotEqual(lines[0].Attribute("stroke-dasharray")!.Value, lines[1].Attribute("stroke-dasharray")!.Value);
    }

    [Fact]
    public void A_square_chart_draws_a_circle_round()
    {
        var turns = Enumerable.Range(0, 100).Select(i => i * Math.Tau / 100).ToArray();
        var chart = new LineChart("x", "y", "c", "a") { Square = true }
            .Add("path", turns.Select(t => 3 * Math.Cos(t)).ToArray(), turns.Select(t => 3 * Math.Sin(t)).ToArray());
        var points =
            XElement.Parse(chart.ToSvg()).Descendants().Single(element => element.Name.LocalName == "polyline")
                .Attribute("points")!.Value
                .Split(' ').Select(
                point => point.Split(',')
                    .Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
                    .ToArray();
        Assert.Equal(points.Max(point => point[0]) - points.Min(point => point[0]),
            points.Max(point => point[1]) - points.Min(point => point[1]), 1);
    }

    [Fact]
    public void The_drawing_skips_what_is_not_a_number()
    {
        var svg = new LineChart("x", "y", "c", "a").Add("f", [1, double.NaN, double.PositiveInfinity, 2]).ToSvg();
        Assert.DoesNotContain("NaN", svg);
        Assert.DoesNotContain("∞", svg);
    }

    [Fact]
    public void A_chart_says_what_is_not_a_number()
    {
        var chart = new LineChart("x", "y", "Two lines.", "A and b.")
            .Add("a", [1, double.NaN, double.PositiveInfinity, 2]).Add("b", [1, 2, 3, 4]);
        const string note = "(not a number: 2 of 4 values of a are NaN or infinite, and not drawn)";
        Assert.Equal($"A and b. {note}", (string?)chart.Metadata()["alt"]);
        Assert.Contains($"Two lines. {note}</figcaption>", chart.ToHtml());
        Assert.Contains("a: 4 points, from 1 to 2 (lowest 1, highest 2)", chart.ToString());
        Assert.Contains("a: no finite points", new LineChart("x", "y", "c", "a").Add("a", [double.NaN]).ToString());
        Assert.DoesNotContain("not a number", Losses().ToString());
    }

    [Fact]
    public void Another_chart_says_so_too()
    {
        double[] x = [1, 2, 3], y = [1, double.NaN, double.NegativeInfinity];
        Assert.Equal("It rises. (not a number: 2 values are NaN or infinite, and not drawn)", Alt(y));
        Assert.Equal("It rises.", Alt(x));

        string? Alt(double[] heights) =>
            (string?)new Figure(
                Plotly.NET.CSharp.Chart.Line<double, double, string>(x, heights, UseDefaults: false), "A line.", "It rises.")
                .Metadata()["alt"];
    }

    [Fact]
    public void A_chart_without_points_can_be_shown() =>
    Assert.Contains("no points yet", new LineChart("x", "y", "c", "a").Add("f", []).ToString());

    [Fact]
    public void A_line_needs_as_many_positions_as_values() =>
        Assert.Throws<ArgumentException>(
            () => new LineChart("x", "y", "c", "a").Add("f", new double[] { 1, 2 }, new double[] { 1 }));

    [Fact]
    public void Tensors_of_any_type_are_points_and_stay_the_callers()
    {
        using var xs = arange(3);
        using var ys = xs.to(float32) * 2;
        var before = LiveTensors.Count();

        var chart = new LineChart("x", "y", "c", "a").Add("f", xs, ys);

        Assert.Equal(before, LiveTensors.Count());
        Assert.Contains("f: 3 points, from 0 to 4", chart.ToString());
    }

    [Fact]
    public void Axes_have_a_few_round_numbers_inside_the_range() =>
        Gen.Double[-1e6, 1e6].Array[2, 20].Where(values => values.Max() - values.Min() > 1e-3).Sample(values =>
        {
            var (from, to, ticks) = LineDrawing.Axis(values);
            var step = ticks[1] - ticks[0];
            var leading = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));

            Assert.InRange(ticks.Length, 2, 10);
            Assert.All(ticks, tick => Assert.InRange(tick, from - 1e-6, to + 1e-6));
            Assert.Contains(Math.Round(leading, 3), new double[] { 1, 2, 5 });
        });

    [GeneratedRegex(@"const figure = (\{.*\});")]
    private static partial Regex FigureJson();

    [GeneratedRegex("</script>")]
    private static partial Regex ScriptEnd();
}
