using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;
using Chart = Plotly.NET.CSharp.Chart;

namespace Atelier.Tests.Display;

public sealed class FormattersTests
{
    private const string Metadata = "application/vnd.atelier.metadata+json";

    public FormattersTests() => Formatters.Register();

    [Fact]
    public void A_chart_is_a_bundle_of_page_text_and_metadata()
    {
        var chart = new LineChart("step", "loss", "The losses.", "Two lines fall.").Add("lossD", [2, 1]);

        Assert.Equal(["text/html", "text/plain", Metadata], Formatter.GetPreferredMimeTypesFor(chart.GetType()));
        Assert.Contains("<figcaption", chart.ToDisplayString("text/html"));
        Assert.Contains("lossD: 2 points, from 2 to 1", chart.ToDisplayString("text/plain"));
        Assert.Equal("Two lines fall.", (string?)JsonNode.Parse(chart.ToDisplayString(Metadata))!["alt"]);
    }

    [Fact]
    public void A_chart_of_Plotly_is_shown_without_a_wrapper()
    {
        var chart = Chart.Line<double, double, string>(new[] { 1.0, 2 }, new[] { 3.0, 4 }, Name: "f");

        Assert.Contains("text/html", Formatter.GetPreferredMimeTypesFor(chart.GetType()));
        Assert.Contains("window.Plotly.newPlot", chart.ToDisplayString("text/html"));
        Assert.Equal("A chart of f.", (string?)JsonNode.Parse(chart.ToDisplayString(Metadata))!["alt"]);
    }

    [Fact]
    public void A_chart_with_a_caption_keeps_its_words()
    {
        var figure = new Figure(
            Chart.Line<double, double, string>(new[] { 1.0 }, new[] { 3.0 }), "One point.", "A <single> point.");

        Assert.Contains("aria-label=\"A &lt;single&gt; point.\"", figure.ToDisplayString("text/html"));
        Assert.Equal("Chart: One point.\nA <single> point.", figure.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_tensor_tells_shape_type_device_and_first_values()
    {
        using var x = arange(0, 12, float32).reshape(2, 2, 3) / 4;

        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Tensor)));
        Assert.Equal("Tensor [2, 2, 3] float32 on cpu\n0  0.25  0.5  0.75  1  1.25  1.5  1.75  ...",
            x.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_small_matrix_is_shown_row_by_row()
    {
        using var x = tensor(new[,] { { 1f, -0.5f }, { 1e-9f, float.PositiveInfinity } });
        Assert.Equal("Tensor [2, 2] float32 on cpu\n1  -0.5\n1e-09  Infinity", x.ToDisplayString("text/plain"));
    }

    [Theory]
    [InlineData(ScalarType.Bool, "Tensor [2] bool on cpu\n1  1")]
    [InlineData(ScalarType.Int64, "Tensor [2] int64 on cpu\n1  1")]
    [InlineData(ScalarType.BFloat16, "Tensor [2] bfloat16 on cpu\n1  1")]
    public void Tensors_of_other_types_are_shown_too(ScalarType type, string expected)
    {
        using var x = ones(2, type);
        Assert.Equal(expected, x.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = ones(2);
        x.Dispose();
        Assert.Equal("Tensor (disposed)", x.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Showing_a_tensor_leaves_no_tensor_behind()
    {
        using var x = ones(4, 4);
        x.ToDisplayString("text/plain");
        var before = LiveTensors.Count();
        x.ToDisplayString("text/plain");
        Assert.Equal(before, LiveTensors.Count());
    }
}
