using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

public class LatentTests
{
    [Fact]
    public void Equal_seeds_give_equal_vectors_whatever_torchs_own_generator_does()
    {
        using var scope = NewDisposeScope();
        var z = Latent.Sample(6, seed: 5);
        randn(10);
        Assert.Equal([6, 100], z.shape);
        Assert.True(z.Same(Latent.Sample(6, seed: 5)));
        Assert.False(z.Same(Latent.Sample(6, seed: 6)));
        Assert.False(Latent.Sample(6).Same(Latent.Sample(6)));
    }

    [Fact]
    public void The_straight_line_passes_through_the_middle()
    {
        using var scope = NewDisposeScope();
        var line = Latent.Interpolate(tensor(new[] { 0f, 2 }), tensor(new[] { 4f, -2 }), 5);
        Assert.Equal([0f, 2, 1, 1, 2, 0, 3, -1, 4, -2], line.data<float>().ToArray());
    }

    [Fact]
    public void The_arc_between_unit_vectors_at_a_right_angle_is_cosine_and_sine()
    {
        using var scope = NewDisposeScope();
        var arc = Latent.Slerp(tensor(new[] { 1f, 0 }), tensor(new[] { 0f, 1 }), 4).data<float>().ToArray();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Cos(i * Math.PI / 6), arc[2 * i], 6);
            Assert.Equal(Math.Sin(i * Math.PI / 6), arc[(2 * i) + 1], 6);
        }
    }

    [Fact]
    public void The_arc_keeps_to_the_sphere_where_the_line_cuts_through_it()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Latent.Sample(1, seed: 1)[0], Latent.Sample(1, seed: 2)[0]);
        b = b / b.norm() * a.norm();
        var radius = a.norm().item<float>();
        var lengths = Latent.Slerp(a, b, 9).norm(1).data<float>().ToArray();
        Assert.All(lengths, length => Assert.Equal(radius, length, 1e-4 * radius));
        Assert.True(Latent.Interpolate(a, b, 9).norm(1)[4].item<float>() < 0.8 * radius);
    }

    [Fact]
    public void The_arc_to_itself_stays_where_it_is()
    {
        using var scope = NewDisposeScope();
        var a = Latent.Sample(1, seed: 1)[0];
        Assert.True(Latent.Slerp(a, a, 3).allclose(a.expand(3, 100)));
    }
}
