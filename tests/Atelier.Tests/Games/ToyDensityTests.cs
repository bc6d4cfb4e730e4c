using static TorchSharp.torch;

namespace Atelier.Tests.Games;

[Collection(nameof(Torch.Alone))]
public sealed class ToyDensityTests
{
    public static TheoryData<string> Names => [.. s_densities.Keys];

    private static readonly Dictionary<string, (ToyDensity P, double Mean, double Variance)> s_densities = new()
    {
        ["gaussian"] = (ToyDensity.Gaussian(1.5, 0.7), 1.5, 0.49),
        ["uniform"] = (ToyDensity.Uniform(-2, 1), -0.5, 0.75),
        ["mixture"] = (ToyDensity.Mixture(ToyDensity.Gaussian(-1, 0.5), ToyDensity.Gaussian(3, 1)), 1, 4 + (0.25 + 1) / 2),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_area_is_1_and_its_moments_are_known(string name)
    {
        var (p, mean, variance) = s_densities[name];
        Assert.Equal(1, MinimaxGame.Integral(p.At), 9);
        Assert.Equal(mean, MinimaxGame.Integral(x => x * p.At(x)), 6);
        Assert.Equal(variance, MinimaxGame.Integral(x => (x - mean) * (x - mean) * p.At(x)), 5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_samples_follow_it(string name)
    {
        using var scope = NewDisposeScope();
        Seed.Everything(3);
        var (p, mean, variance) = s_densities[name];
        const int n = 100_000;
        var x = p.Sample(n);

        Assert.Equal([n, 1], x.shape);
        var standardError = Math.Sqrt(variance / n);
        Assert.Equal(mean, x.mean().item<float>(), 5 * standardError);
        Assert.Equal(variance, x.var().item<float>(), 0.03 * variance);
        // A share of the line, which the moments do not tell: how many points lie below the mean.
        var below = MinimaxGame.Integral(at => at < mean ? p.At(at) : 0);
        Assert.Equal(below, (x < mean).to(float32).mean().item<float>(), 5 * Math.Sqrt(0.25 / n) + 1e-3);
    }
}
