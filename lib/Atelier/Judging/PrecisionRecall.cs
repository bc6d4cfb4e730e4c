using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Improved precision and recall (Kynkäänniemi et al. 2019, arXiv:1904.06991). Around each point of a set lies a ball that
/// reaches to its k-th nearest neighbour in the same set; the balls together stand for the set's manifold.
/// </summary>
/// <param name="Precision">the share of fakes inside the manifold of the real ones: how good they are, 0 … 1</param>
/// <param name="Recall">the share of real ones inside the manifold of the fakes: how much of the variety is there, 0 … 1</param>
public readonly record struct PrecisionRecall(double Precision, double Recall)
{
    private const int RowsAtOnce = 1000; // 10 000 × 10 000 distances at once would take 800 MB

    /// <summary>Precision and recall of two sets of features. Both depend on the number of samples and on k.</summary>
    /// <param name="real">[N, F], N more than k</param>
    /// <param name="fake">[M, F], M more than k</param>
    /// <param name="k">which neighbour a ball reaches to; 3 in the paper</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a set holds NaN.</exception>
    public static PrecisionRecall Between(Tensor real, Tensor fake, int k = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        FeatureSets.Check(real, fake, atLeast: k + 1);
        using var scope = NewDisposeScope();
        var (x, y) = (real.to(float64), fake.to(float64));
        return new PrecisionRecall(ShareInside(y, x, k), ShareInside(x, y, k));
    }

    /// <summary>The share of points that lie in at least one ball of a set.</summary>
    /// <param name="points">[N, F]</param>
    /// <param name="set">[M, F]: the centres of the balls</param>
    /// <param name="k">each ball reaches to the k-th nearest other centre</param>
    public static double ShareInside(Tensor points, Tensor set, int k)
    {
        using var scope = NewDisposeScope();
        var radius = Radii(set, k);
        double inside = Chunks(points).Sum(rows =>
        {
            using var inner = NewDisposeScope();
            return (cdist(rows, set) <= radius).any(1).sum().item<long>();
        });
        return inside / points.shape[0];
    }

    /// <summary>[M]: how far the k-th nearest neighbour is from each point of a set.</summary>
    private static Tensor Radii(Tensor set, int k) =>
        cat([.. Chunks(set).Select(rows =>
        {
            using var inner = NewDisposeScope();
            var (nearest, _) = cdist(rows, set).topk(k + 1, largest: false); // a point is its own nearest
            return nearest.amax([1]).MoveToOuterDisposeScope();
        })]);

    private static IEnumerable<Tensor> Chunks(Tensor x)
    {
        for (long start = 0; start < x.shape[0]; start += RowsAtOnce)
            yield return x.narrow(0, start, Math.Min(RowsAtOnce, x.shape[0] - start));
    }
}
