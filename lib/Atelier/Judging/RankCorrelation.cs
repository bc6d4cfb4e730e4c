namespace Atelier;

/// <summary>
/// Whether two measures put the same things in the same order, whatever their scales: Spearman's ρ (1904), the correlation of the
/// ranks.
/// </summary>
public static class RankCorrelation
{
    /// <summary>ρ of two series of the same length; equal values share the mean of their ranks.</summary>
    /// <returns>1 where one rises with the other, −1 where it falls; NaN where one does not change at all</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there are fewer than two values.</exception>
    public static double Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count || a.Count < 2)
            throw new ArgumentException(
                $"A rank correlation needs two series of one length, at least 2: these have {a.Count} and {b.Count}.");
        var (ranksA, ranksB) = (Ranks(a), Ranks(b));
        return Product(ranksA, ranksB) / Math.Sqrt(Product(ranksA, ranksA) * Product(ranksB, ranksB));
    }

    /// <summary>The ranks, moved so that their mean is 0.</summary>
    private static double[] Ranks(IReadOnlyList<double> values) =>
        [.. values.Select(v => values.Count(other => other < v) + (values.Count(other => other == v) - values.Count) / 2.0)];

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
