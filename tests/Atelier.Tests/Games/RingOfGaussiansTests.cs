using static TorchSharp.torch;

namespace Atelier.Tests.Games;

[Collection(nameof(Torch.Alone))]
public sealed class RingOfGaussiansTests
{
    private static readonly RingOfGaussians s_ring = new();

    [Fact]
    public void Centres_lie_evenly_on_the_circle()
    {
        Assert.Equal(8, s_ring.Centres.Count);
        Assert.All(s_ring.Centres, centre => Assert.Equal(2, Math.Sqrt(centre.X * centre.X + centre.Y * centre.Y), 12));
        Assert.Equal((2, 0), s_ring.Centres[0]);
        Assert.Equal(Math.Sqrt(2), s_ring.Centres[1].X, 12);
        Assert.Equal(-2, s_ring.Centres[6].Y, 12);
    }

    [Fact]
    public void Real_points_cover_every_mode_and_nearly_all_are_near()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(7);
        var coverage = s_ring.Coverage(s_ring.Sample(20_000));

        Assert.Equal(8, coverage.Modes);
        // a Gaussian in the plane has 1 − exp(−9/2) of its mass within 3 sigma
        Assert.Equal(1 - Math.Exp(-4.5), coverage.Near, 0.003);
        Assert.All(coverage.Shares, share => Assert.Equal(1.0 / 8, share, 0.012)); // 5 standard errors
    }

    [Fact]
    public void A_collapsed_generator_covers_one_mode()
    {
        using var scope = NewDisposeScope();
        var points = tensor(new[] { 0f, 2f }).expand(500, 2);
        var coverage = s_ring.Coverage(points);
        Assert.Equal((1, 1.0, 1.0), (coverage.Modes, coverage.Near, coverage.Shares[2]));
    }

    [Fact]
    public void Points_between_the_modes_cover_nothing()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((0, 0.0), Counted(zeros(100, 2)));
        Assert.Equal((0, 0.0), Counted(tensor(new[] { 2 + 3.01f * 0.15f, 0 }).expand(100, 2)));
        Assert.Equal((1, 1.0), Counted(tensor(new[] { 2 + 2.99f * 0.15f, 0 }).expand(100, 2)));

        static (int, double) Counted(Tensor points) => (s_ring.Coverage(points).Modes, s_ring.Coverage(points).Near);
    }

    [Fact]
    public void A_mode_counts_from_two_points_in_a_hundred()
    {
        using var scope = NewDisposeScope();
        Tensor At(int mode, int n) => tensor(new[] { (float)s_ring.Centres[mode].X, (float)s_ring.Centres[mode].Y }).expand(n, 2);
        Assert.Equal(3, s_ring.Coverage(cat([At(0, 90), At(3, 8), At(5, 2)])).Modes);
        Assert.Equal(2, s_ring.Coverage(cat([At(0, 90), At(3, 9), At(5, 1)])).Modes);
    }

    [Fact]
    public void Nothing_leaks()
    {
        using var points = s_ring.Sample(100);
        var live = LiveTensors.Count();
        s_ring.Coverage(points);
        s_ring.Sample(10).Dispose();
        ToyDensity.Mixture(ToyDensity.Gaussian(0, 1), ToyDensity.Uniform(2, 3)).Sample(10).Dispose();
        Assert.Equal(live, LiveTensors.Count());
    }
}
