using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class FrechetClassifierDistanceTests
{
    [Theory]
    [InlineData(0, 1, 0, 1, 0)]
    [InlineData(0, 1, 3, 1, 9)]
    [InlineData(0, 1, 0, 2, 1)]
    [InlineData(-1, 0.5, 2, 2.5, 13)]
    [InlineData(1, 0, 1, 3, 9)]
    public void In_one_dimension_it_is_the_difference_of_means_and_of_deviations_squared(
        double mu1, double deviation1, double mu2, double deviation2, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            expected, FrechetClassifierDistance.OfGaussians(Vector(mu1), Matrix(deviation1), Vector(mu2), Matrix(deviation2)),
            12);
        static Tensor Vector(double mu) => tensor(new[] { mu });
        static Tensor Matrix(double deviation) => tensor(new[,] { { deviation * deviation } });
    }

    [Fact]
    public void Covariances_that_share_their_axes_have_a_closed_form()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var (q, _) = linalg.qr(randn(8, 8, dtype: float64, generator: generator));
        var (a, b) = (rand(8, dtype: float64, generator: generator), rand(8, dtype: float64, generator: generator));
        var (mu1, mu2) = (randn(8, dtype: float64, generator: generator), randn(8, dtype: float64, generator: generator));
        var expected = ((mu1 - mu2).square().sum() + (a.sqrt() - b.sqrt()).square().sum()).item<double>();
        Assert.Equal(expected, FrechetClassifierDistance.OfGaussians(mu1, (q * a).matmul(q.t()), mu2, (q * b).matmul(q.t())), 10);
    }

    [Fact]
    public void Covariances_in_general_agree_with_the_eigenvalues_of_their_product()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var (s1, s2) = (RandomCovariance(), RandomCovariance());
        var mu = zeros(6, dtype: float64);
        // tr (S1 S2)^1/2 = sum of the roots of the eigenvalues of S1 S2, found here without any symmetric square root.
        var eigenvalues = linalg.eigvals(s1.matmul(s2)).real;
        var expected = (s1.trace() + s2.trace() - 2 * eigenvalues.sqrt().sum()).item<double>();
        Assert.Equal(expected, FrechetClassifierDistance.OfGaussians(mu, s1, mu, s2), 9);
        Tensor RandomCovariance() => FrechetClassifierDistance.Covariance(randn(30, 6, dtype: float64, generator: generator));
    }

    [Fact]
    public void A_singular_covariance_gives_a_finite_distance()
    {
        using var scope = NewDisposeScope();
        var (same, wide) = (ones(10, 4).cumsum(1), randn(10, 4));
        Assert.Equal(0, FrechetClassifierDistance.Between(same, same), 12);
        var collapsed = FrechetClassifierDistance.Between(same, wide);
        var byHand = (wide.to(float64).mean([0]) - tensor(new double[] { 1, 2, 3, 4 })).square().sum()
            + FrechetClassifierDistance.Covariance(wide.to(float64)).trace();
        Assert.Equal(byHand.item<double>(), collapsed, 5);
    }

    [Fact]
    public void Of_two_sets_it_is_symmetric_and_zero_for_equal_sets()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (randn(200, 16), randn(150, 16) * 1.5 + 0.3);
        Assert.Equal(0, FrechetClassifierDistance.Between(x, x), 8);
        Assert.Equal(FrechetClassifierDistance.Between(x, y), FrechetClassifierDistance.Between(y, x), 8);
        Assert.True(FrechetClassifierDistance.Between(x, y) > 1);
    }

    [Fact]
    public void Many_samples_of_known_gaussians_come_near_the_closed_form()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var (x, y) = (randn(50_000, 3, generator: generator), randn(50_000, 3, generator: generator) * 2 + 1);
        Assert.Equal(6, FrechetClassifierDistance.Between(x, y), 0.1); // 3 · (1² + (2 - 1)²)
    }

    [Fact]
    public void Fewer_samples_of_one_source_give_a_larger_value()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        double Mean(int n) => Enumerable.Range(0, 10)
            .Average(_ =>
                FrechetClassifierDistance.Between(randn(n, 8, generator: generator), randn(n, 8, generator: generator)));
        Assert.InRange(Mean(50) / Mean(500), 5, 20); // the bias falls as 1/N
    }

    [Fact]
    public void The_covariance_is_torchs_own()
    {
        using var scope = NewDisposeScope();
        var x = randn(40, 5, dtype: float64);
        Assert.InRange((x.t().cov() - FrechetClassifierDistance.Covariance(x)).abs().max().item<double>(), 0, 1e-14);
    }

    [Fact]
    public void Sets_that_do_not_fit_are_refused_with_their_shapes()
    {
        using var scope = NewDisposeScope();
        Assert.Contains(
            "[4, 3] and [4, 2]",
            Assert.Throws<ArgumentException>(() => FrechetClassifierDistance.Between(ones(4, 3), ones(4, 2))).Message);
        Assert.Contains(
            "at least 2",
            Assert.Throws<ArgumentException>(() => FrechetClassifierDistance.Between(ones(1, 3), ones(4, 3))).Message);
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (randn(50, 4), randn(50, 4));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        FrechetClassifierDistance.Between(x, y);
        KernelDistance.Between(x, y);
        KernelDistance.OverSubsets(x, y, subsets: 3);
        PrecisionRecall.Between(x, y);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
