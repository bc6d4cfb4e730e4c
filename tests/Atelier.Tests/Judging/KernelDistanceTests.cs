using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class KernelDistanceTests
{
    [Fact]
    public void By_hand_with_two_samples_each()
    {
        using var scope = NewDisposeScope();
        // F = 1, k(x, y) = (xy + 1)^3. x = {0, 1}: k(0, 1) = 1. y = {1, 2}: k(1, 2) = 27. Across: 1, 1, 8, 27, mean 9.25.
        Assert.Equal(
            1 + 27 - 2 * 9.25, KernelDistance.Between(tensor(new[,] { { 0f }, { 1f } }), tensor(new[,] { { 1f }, { 2f } })), 12);
    }

    [Fact]
    public void It_agrees_with_the_definition_written_as_loops()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var (x, y) =
            (randn(13, 5, dtype: float64, generator: generator), randn(9, 5, dtype: float64, generator: generator) + 0.5);
        Assert.Equal(MeanOfPairs(x, x, skipSame: true) + MeanOfPairs(y, y, skipSame: true) - 2
            * MeanOfPairs(x, y, skipSame: false),
            KernelDistance.Between(x, y), 10);
    }

    [Fact]
    public void Its_mean_is_zero_for_sets_from_one_source_however_few_the_samples()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var values = Enumerable.Range(0, 2000)
            .Select(_ => KernelDistance.Between(randn(6, 4, generator: generator), randn(6, 4, generator: generator))).ToArray();
        var estimate = Estimate.Of(values);
        Assert.InRange(estimate.Mean, -4 * estimate.Error, 4 * estimate.Error); // 4 standard errors: fails once in 16 000 seeds
        Assert.Contains(values, value => value < 0);
    }

    [Fact]
    public void Sets_from_two_sources_are_told_apart()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var estimate = KernelDistance.OverSubsets(
            randn(4000, 8, generator: generator), randn(4000, 8, generator: generator) + 0.5, subsets: 8);
        Assert.True(estimate.Mean > 10 * estimate.Error, $"{estimate}");
    }

    [Fact]
    public void Subsets_are_the_same_for_the_same_seed()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (randn(60, 4), randn(60, 4));
        Assert.Equal(KernelDistance.OverSubsets(x, y, 4, seed: 9), KernelDistance.OverSubsets(x, y, 4, seed: 9));
        Assert.NotEqual(KernelDistance.OverSubsets(x, y, 4, seed: 9), KernelDistance.OverSubsets(x, y, 4, seed: 10));
    }

    [Fact]
    public void Its_error_is_as_large_as_the_mean_varies()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        Tensor Sample() => randn(100, 4, generator: generator);
        var estimates = Enumerable.Range(0, 300)
            .Select(_ => KernelDistance.OverSubsets(Sample(), Sample(), subsets: 10)).ToArray();
        var spread = Math.Sqrt(estimates.Average(estimate => estimate.Mean * estimate.Mean)); // about the true mean, 0
        var claimed = Math.Sqrt(estimates.Average(estimate => estimate.Error * estimate.Error));
        Assert.InRange(claimed / spread, 0.85, 1.15); // of 300 the spread is known to 4 %; overlapping subsets claim half of it
    }

    [Fact]
    public void A_single_subset_is_the_whole_set()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (randn(30, 4, dtype: float64), randn(30, 4, dtype: float64) + 1);
        Assert.Equal(KernelDistance.Between(x, y), KernelDistance.OverSubsets(x, y, subsets: 1).Mean, 10);
    }

    [Fact]
    public void More_subsets_than_pairs_of_samples_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains(
            "at least 52",
            Assert.Throws<ArgumentException>(() => KernelDistance.OverSubsets(ones(50, 2), ones(60, 2), subsets: 26)).Message);
    }

    private static double MeanOfPairs(Tensor x, Tensor y, bool skipSame)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < x.shape[0]; i++)
            for (var j = 0; j < y.shape[0]; j++)
                if (!skipSame || i != j)
                    (sum, count) = (sum + Kernel(x[i].data<double>().ToArray(), y[j].data<double>().ToArray()), count + 1);
        return sum / count;
    }

    private static double Kernel(double[] a, double[] b) => Math.Pow(a.Zip(b, (p, q) => p * q).Sum() / a.Length + 1, 3);
}
