using static TorchSharp.torch;

namespace Atelier;

/// <summary>A density on the line that is known in full: its height at every x, and samples from it.</summary>
/// <param name="At">the density p(x), at least 0, with area 1</param>
/// <param name="Sample">draws n points, [n, 1]</param>
public sealed record ToyDensity(Func<double, double> At, Func<int, Tensor> Sample)
{
    /// <summary>The normal density N(mean, sigma²).</summary>
    public static ToyDensity Gaussian(double mean, double sigma) => new(
        x => Math.Exp(-0.5 * Math.Pow((x - mean) / sigma, 2)) / (sigma * Math.Sqrt(2 * Math.PI)),
        n => Keep(() => randn(n, 1) * sigma + mean));

    /// <summary>The uniform density on from … to.</summary>
    public static ToyDensity Uniform(double from, double to) => new(
        x => from <= x && x <= to ? 1 / (to - from) : 0,
        n => Keep(() => rand(n, 1) * (to - from) + from));

    /// <summary>A fair mixture of two densities: half of the points from each.</summary>
    public static ToyDensity Mixture(ToyDensity a, ToyDensity b) => new(
        x => (a.At(x) + b.At(x)) / 2,
        n => Keep(() => where(rand(n, 1) < 0.5, a.Sample(n), b.Sample(n))));

    private static Tensor Keep(Func<Tensor> draw)
    {
        using var scope = NewDisposeScope();
        return draw().MoveToOuterDisposeScope();
    }
}
