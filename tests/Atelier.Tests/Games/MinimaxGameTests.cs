namespace Atelier.Tests.Games;

public sealed class MinimaxGameTests
{
    private static readonly double s_log2 = Math.Log(2), s_log4 = Math.Log(4);

    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void The_best_discriminator_of_two_equal_gaussians_is_a_sigmoid(double x)
    {
        // p / (p + q) = σ(log p − log q), and for N(−1, 1) and N(1, 1) the logarithms differ by −2x.
        var d = MinimaxGame.OptimalDiscriminator(ToyDensity.Gaussian(-1, 1).At(x), ToyDensity.Gaussian(1, 1).At(x));
        Assert.Equal(1 / (1 + Math.Exp(2 * x)), d, 12);
    }

    [Fact]
    public void Where_nothing_is_at_stake_it_is_undecided() => Assert.Equal(0.5, MinimaxGame.OptimalDiscriminator(0, 0));

    [Fact]
    public void No_other_discriminator_reaches_a_higher_value()
    {
        var (p, q) = (ToyDensity.Gaussian(-1, 1).At, ToyDensity.Gaussian(1, 0.5).At);
        var best = MinimaxGame.Value(x => MinimaxGame.OptimalDiscriminator(p(x), q(x)), p, q);
        foreach (var shift in new[] { -0.2, -0.01, 0.01, 0.2 })
            Assert.True(
                best > MinimaxGame.Value(x => Sigmoid(Logit(MinimaxGame.OptimalDiscriminator(p(x), q(x))) + shift), p, q));
    }

    [Fact]
    public void Equal_densities_have_no_divergence_and_the_value_is_minus_log_4()
    {
        var p = ToyDensity.Mixture(ToyDensity.Gaussian(-2, 0.5), ToyDensity.Gaussian(1, 1)).At;
        Assert.Equal(0, MinimaxGame.JensenShannon(p, p), 12);
        Assert.Equal(-s_log4, MinimaxGame.Value(x => MinimaxGame.OptimalDiscriminator(p(x), p(x)), p, p), 9);
    }

    [Fact]
    public void Disjoint_densities_diverge_by_log_2_and_the_value_is_0()
    {
        var (p, q) = (ToyDensity.Uniform(-3, -1).At, ToyDensity.Uniform(0, 4).At);
        Assert.Equal(s_log2, MinimaxGame.JensenShannon(p, q), 9);
        Assert.Equal(0, MinimaxGame.Value(x => MinimaxGame.OptimalDiscriminator(p(x), q(x)), p, q), 9);
    }

    [Fact]
    public void Half_overlapping_uniforms_diverge_by_half_of_log_2() =>
        // Where they overlap the logarithms are 0; the other halves have mass ½ each and log 2.
        Assert.Equal(s_log2 / 2, MinimaxGame.JensenShannon(ToyDensity.Uniform(0, 2).At, ToyDensity.Uniform(1, 3).At), 9);

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_divergence_of_two_gaussians_agrees_with_another_integral(double distance)
    {
        // JS = log 2 − E_p[log(1 + q/p)] / 2 − E_q[log(1 + p/q)] / 2, and by symmetry = log 2 − E[log(1 + exp(−distance·z −
        // distance²/2))], z ~ N(0, 1).
        var expected = s_log2 - NormalMean(z => Math.Log(1 + Math.Exp(-distance * z - distance * distance / 2)));
        Assert.Equal(expected, MinimaxGame.JensenShannon(ToyDensity.Gaussian(0, 1).At, ToyDensity.Gaussian(distance, 1).At), 7);
    }

    [Theory]
    [InlineData(0, 1, 0, 2)]
    [InlineData(0, 1, 3, 1)]
    [InlineData(-2, 0.3, 2, 0.4)]
    public void The_best_value_is_minus_log_4_and_twice_the_divergence(double meanP, double sigmaP, double meanQ, double sigmaQ)
    {
        var (p, q) = (ToyDensity.Gaussian(meanP, sigmaP).At, ToyDensity.Gaussian(meanQ, sigmaQ).At);
        var value = MinimaxGame.Value(x => MinimaxGame.OptimalDiscriminator(p(x), q(x)), p, q);
        Assert.Equal(-s_log4 + 2 * MinimaxGame.JensenShannon(p, q), value, 7);
    }

    [Fact]
    public void An_undecided_discriminator_is_worth_minus_log_4() =>
        Assert.Equal(-s_log4, MinimaxGame.Value(_ => 0.5, ToyDensity.Gaussian(0, 1).At, ToyDensity.Gaussian(4, 1).At), 9);

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    private static double Logit(double d) => Math.Log(d / (1 - d));

    // E[f(z)] for z ~ N(0, 1), another way than the library's: substitute z = tan u and sum over u by Simpson's rule.
    private static double NormalMean(Func<double, double> f)
    {
        const int n = 20_000;
        double At(int i)
        {
            var z = Math.Tan(Math.PI * ((double)i / n - 0.5));
            return double.IsFinite(z) && Math.Abs(z) < 30 ? f(z) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * (1 + z * z)
                : 0;
        }

        var sum = Enumerable.Range(1, n - 1).Sum(i => (i % 2 == 1 ? 4 : 2) * At(i));
        return sum * Math.PI / n / 3;
    }
}
