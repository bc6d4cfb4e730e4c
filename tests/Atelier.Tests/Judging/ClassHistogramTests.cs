using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class ClassHistogramTests
{
    [Fact]
    public void Shares_by_hand()
    {
        using var labels = tensor(new long[] { 0, 0, 0, 9 });
        var histogram = ClassHistogram.Of(labels);
        Assert.Equal([0.75, 0, 0, 0, 0, 0, 0, 0, 0, 0.25], histogram.Shares);
        Assert.Equal(2, histogram.Modes);
    }

    [Fact]
    public void A_digit_below_one_percent_is_not_covered()
    {
        using var labels = cat([zeros(995, dtype: int64), ones(5, dtype: int64)]);
        Assert.Equal(1, ClassHistogram.Of(labels).Modes);
    }

    [Fact]
    public void Divergence_by_hand()
    {
        var equal = new ClassHistogram([.. Enumerable.Repeat(0.1, 10)]);
        var one = new ClassHistogram([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var half = new ClassHistogram([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]);
        var skewed = new ClassHistogram([0.2, 0, .. Enumerable.Repeat(0.1, 8)]);
        Assert.Equal(0, equal.DivergenceFrom(equal), 15);
        Assert.Equal(Math.Log(10), one.DivergenceFrom(equal), 12);
        Assert.Equal(Math.Log(5), half.DivergenceFrom(equal), 12);
        Assert.Equal(0.2 * Math.Log(2), skewed.DivergenceFrom(equal), 12);
        Assert.Equal(double.PositiveInfinity, half.DivergenceFrom(one));
    }

    [Fact]
    public void It_is_read_in_percent() =>
        Assert.StartsWith("0: 75.0 %, 1: 0.0 %", new ClassHistogram([0.75, 0, 0, 0, 0, 0, 0, 0, 0, 0.25]).ToString(),
            StringComparison.Ordinal);
}
