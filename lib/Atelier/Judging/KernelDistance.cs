using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// KID, the squared maximum mean discrepancy between two sets of features with the kernel k(x, y) = (x·y / F + 1)³
/// (Bińkowski et al. 2018, arXiv:1801.01401). Its estimate is unbiased: for two sets from the same source the mean is 0 for every
/// number of samples, and single estimates fall on both sides of it.
/// </summary>
public static class KernelDistance
{
    /// <summary>KID = mean of k(x, x′) over pairs x ≠ x′ + mean of k(y, y′) over pairs y ≠ y′ − 2 · mean of k(x, y).</summary>
    /// <param name="real">x: [N, F], N at least 2</param>
    /// <param name="fake">y: [M, F], M at least 2</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a set holds NaN.</exception>
    public static double Between(Tensor real, Tensor fake)
    {
        FeatureSets.Check(real, fake, atLeast: 2);
        using var scope = NewDisposeScope();
        var (x, y) = (real.to(float64), fake.to(float64));
        return (MeanOfPairs(Kernel(x, x)) + MeanOfPairs(Kernel(y, y)) - 2 * Kernel(x, y).mean()).item<double>();
    }

    /// <summary>
    /// The mean of KID over pairs of subsets, and how sure that mean is. Both sets are shuffled and cut into parts that share no
    /// sample: subsets drawn anew each time, as in the paper, overlap, so they agree more than independent ones would, and the
    /// standard error that they give is too small.
    /// </summary>
    /// <param name="real">[N, F]</param>
    /// <param name="fake">[M, F]</param>
    /// <param name="subsets">how many pairs of subsets; N and M are at least twice as many</param>
    /// <param name="seed">shuffles the sets</param>
    public static Estimate OverSubsets(Tensor real, Tensor fake, int subsets = 10, int seed = 0)
    {
        FeatureSets.Check(real, fake, atLeast: 2 * subsets);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var size = Math.Min(real.shape[0], fake.shape[0]) / subsets;
        var (x, y) = (Shuffled(real, generator), Shuffled(fake, generator));
        return Estimate.Of([.. Enumerable.Range(0, subsets).Select(i =>
            Between(x.narrow(0, i * size, size), y.narrow(0, i * size, size)))]);
    }

    private static Tensor Shuffled(Tensor x, Generator generator) =>
        x.index_select(0, randperm(x.shape[0], generator: generator).to(x.device));

    private static Tensor Kernel(Tensor x, Tensor y) => (x.matmul(y.t()) / x.shape[1] + 1).pow(3);

    private static Tensor MeanOfPairs(Tensor k)
    {
        var n = k.shape[0];
        return (k.sum() - k.trace()) / (n * (n - 1));
    }
}
