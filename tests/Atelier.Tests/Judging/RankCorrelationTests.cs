namespace Atelier.Tests.Judging;

public class RankCorrelationTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 10.0, 20, 1e6, 1e7 }, 1)] // the same order, whatever the scale
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 4.0, 3, 2, -9 }, -1)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, new[] { 2.0, 1, 4, 3, 5 }, 0.8)] // 1 − 6 · 4 / (5 · 24)
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 2.0, 3, 1 }, -0.5)] // 1 − 6 · 6 / (3 · 8)
    [InlineData(new[] { 1.0, 1, 2 }, new[] { 1.0, 1, 5 }, 1)] // equal values share their rank
    [InlineData(new[] { 1.0, 1, 2 }, new[] { 1.0, 2, 3 }, 0.8660254)] // ranks 1.5, 1.5, 3 and 1, 2, 3: 1.5 / √(1.5 · 2)
    public void It_is_what_the_formula_says(double[] a, double[] b, double rho)
    {
        Assert.Equal(rho, RankCorrelation.Of(a, b), 1e-6);
        Assert.Equal(rho, RankCorrelation.Of(b, a), 1e-6);
    }

    /// <summary>With no equal values it is 1 − 6 Σ d² / (n (n² − 1)).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_agrees_with_the_sum_of_squared_differences(int seed)
    {
        var (random, n) = (new Random(seed), 12);
        double[] Draw() => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        var (a, b) = (Draw(), Draw());
        int Rank(double[] all, int i) => all.Count(v => v < all[i]);
        var squares = Enumerable.Range(0, n).Sum(i => Math.Pow(Rank(a, i) - Rank(b, i), 2));
        Assert.Equal(1 - 6 * squares / (n * (n * n - 1.0)), RankCorrelation.Of(a, b), 1e-9);
    }

    [Fact]
    public void What_does_not_change_has_no_order() => Assert.Equal(double.NaN, RankCorrelation.Of([1, 2, 3], [5, 5, 5]));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Series_that_cannot_be_compared_are_refused(int first, int second) =>
        Assert.Contains(
            $"{first} and {second}",
            Assert.Throws<ArgumentException>(() => RankCorrelation.Of(new double[first], new double[second])).Message);
}
