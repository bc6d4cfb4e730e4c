using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Points in the plane from a ring of Gaussians: the standard small test for mode collapse (Metz et al. 2017, arXiv:1611.02163),
/// because a person can see which modes are missing and a program can count them.
/// </summary>
/// <param name="Modes">Gaussians on the ring</param>
/// <param name="Radius">distance of their centres from (0, 0)</param>
/// <param name="Sigma">standard deviation of each, along both axes</param>
public sealed record RingOfGaussians(int Modes = 8, double Radius = 2, double Sigma = 0.15)
{
    private const double CoveredShare = 0.02;

    /// <summary>The centres, counter-clockwise from (Radius, 0).</summary>
    public IReadOnlyList<(double X, double Y)> Centres =>
    [
        .. Enumerable.Range(0, Modes).Select(i => Math.SinCos(2 * Math.PI * i / Modes))
            .Select(at => (Radius * at.Cos, Radius * at.Sin)),
    ];

    /// <summary>Draws points: a mode by chance, then a point around its centre.</summary>
    /// <param name="n">how many</param>
    /// <param name="generator">draws the random numbers; torch's own by default</param>
    /// <returns>[n, 2]</returns>
    public Tensor Sample(int n, Generator? generator = null)
    {
        using var scope = NewDisposeScope();
        var modes = randint(Modes, [n], generator: generator);
        return (CentreTensor()[modes] + randn(n, 2, generator: generator) * Sigma).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Counts what a generator has found. A point is near a mode within 3 sigma of its centre (98.9 % of real points are); a mode
    /// is covered when at least 2 % of all points are near it (a fair share of eight is 12.5 %).
    /// </summary>
    /// <param name="points">[n, 2]</param>
    public RingCoverage Coverage(Tensor points)
    {
        using var scope = NewDisposeScope();
        var near = cdist(points.detach(), CentreTensor()) < 3 * Sigma; // [n, Modes]
        var shares = near.sum([0]).data<long>().Select(count => (double)count / points.shape[0]).ToArray();
        return new(shares.Count(share => share >= CoveredShare), shares.Sum(), shares);
    }

    private Tensor CentreTensor() =>
        tensor(Centres.SelectMany(centre => new[] { (float)centre.X, (float)centre.Y }).ToArray()).reshape(Modes, 2);
}
