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

    /// <summary>The mean of KID over random subsets, as the paper computes it, and how sure that mean is.</summary>
    /// <param name="real">[N, F]</param>
    /// <param name="fake">[M, F]</param>
    /// <param name="size">samples in each subset, at most N and M</param>
    /// <param name="subsets">how many pairs of subsets</param>
    /// <param name="seed">chooses the subsets</param>
    public static Estimate OverSubsets(Tensor real, Tensor fake, int size = 1000, int subsets = 10, int seed = 0)
    {
        FeatureSets.Check(real, fake, atLeast: size);
        using var generator = new Generator((ulong)seed);
        return Estimate.Of([.. Enumerable.Range(0, subsets).Select(_ => Once())]);

        double Once()
        {
            using var scope = NewDisposeScope();
            return Between(Choose(real, size, generator), Choose(fake, size, generator));
        }
    }

    private static Tensor Choose(Tensor x, int size, Generator generator) =>
        x.index_select(0, randperm(x.shape[0], generator: generator).narrow(0, 0, size).to(x.device));

    private static Tensor Kernel(Tensor x, Tensor y) => (x.matmul(y.t()) / x.shape[1] + 1).pow(3);

    private static Tensor MeanOfPairs(Tensor k)
    {
        var n = k.shape[0];
        return (k.sum() - k.trace()) / (n * (n - 1));
    }
}
