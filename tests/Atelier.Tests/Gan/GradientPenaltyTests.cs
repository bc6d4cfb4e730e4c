using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public class GradientPenaltyTests
{
    /// <summary>
    /// D(x) = w · x has the slope w everywhere: (‖w‖ − 1)² wherever x̂ lies, and its gradient is 2 (‖w‖ − 1) w / ‖w‖.
    /// </summary>
    [Fact]
    public void A_plane_pays_for_the_difference_of_its_slope_from_1()
    {
        using var scope = NewDisposeScope();
        using var plane = Plane(3, 0, 0, 4);
        var penalty = GradientPenalty.Of(plane, randn(5, 1, 2, 2), randn(5, 1, 2, 2), rand(5));
        penalty.backward();
        Assert.Equal(16, penalty.item<float>(), 1e-4f); // (5 − 1)²
        Assert.True(plane.parameters().First().grad!.allclose(tensor(new[,] { { 4.8f, 0, 0, 6.4f } }), 1e-4));
    }

    [Fact]
    public void A_slope_of_1_is_free() => Assert.Equal(0, Paid(Plane(0.6f, 0.8f), randn(4, 2), randn(4, 2), rand(4)), 1e-5f);

    /// <summary>D(x) = ½ ‖x‖² has the slope x, so the penalty tells where x̂ lies.</summary>
    [Theory]
    [InlineData(0, 9)] // x̂ = (0, 4), the fake one
    [InlineData(1, 4)] // x̂ = (3, 0), the real one
    [InlineData(0.5, 2.25)] // x̂ = (1.5, 2), of length 2.5
    public void It_is_paid_between_the_real_and_the_generated_example(double u, double penalty)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            penalty, Paid(new Bowl(), tensor(new[,] { { 3f, 0f } }), tensor(new[,] { { 0f, 4f } }), tensor(new[] { (float)u })),
            1e-5);
    }

    /// <summary>Half-way from (3, 0) to (1, 0) lies (2, 0), of length 2.</summary>
    [Fact]
    public void Real_and_generated_examples_are_added_where_they_point_the_same_way()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            1, Paid(new Bowl(), tensor(new[,] { { 3f, 0f } }), tensor(new[,] { { 1f, 0f } }), tensor(new[] { 0.5f })), 1e-5f);
    }

    /// <summary>A critic with it learns the distance of two heaps; without it, its scores grow on and on.</summary>
    [Fact]
    public void A_critic_of_two_points_finds_their_distance()
    {
        using var scope = NewDisposeScope();
        using var critic = Plane(0.1f, 0.1f);
        var (x, fake) = (tensor(new[,] { { 2f, 0f } }).expand(8, 2), zeros(8, 2));
        using var descent = optim.SGD(critic.parameters(), 0.01);
        for (var i = 0; i < 500; i++)
        {
            using var step = NewDisposeScope();
            critic.zero_grad();
            (critic.call(fake).mean() - critic.call(x).mean() + GradientPenalty.Of().Of(critic, x, fake)).backward();
            descent.step();
        }

        // the least −2k + 10 (k − 1)² is at k = 1.1
        Assert.Equal(2.2f, (critic.call(x) - critic.call(fake)).mean().item<float>(), 0.01f);
    }

    [Fact]
    public void It_leaves_no_tensors()
    {
        using var scope = NewDisposeScope();
        using var plane = Plane(1, 2);
        var (x, fake) = (randn(3, 2), randn(3, 2));
        GradientPenalty.Of().Of(plane, x, fake).Dispose();
        var live = LiveTensors.Count();
        GradientPenalty.Of().Of(plane, x, fake).Dispose();
        Assert.Equal(live, LiveTensors.Count());
    }

    private static float Paid(nn.Module<Tensor, Tensor> critic, Tensor x, Tensor fake, Tensor u) =>
        GradientPenalty.Of(critic, x, fake, u).item<float>();

    private static nn.Module<Tensor, Tensor> Plane(params float[] w)
    {
        var plane = nn.Sequential(nn.Flatten(), nn.Linear(w.Length, 1, hasBias: false));
        using var off = no_grad();
        plane.parameters().First().copy_(tensor(w).unsqueeze(0));
        return plane;
    }

    private sealed class Bowl() : nn.Module<Tensor, Tensor>(nameof(Bowl))
    {
        public override Tensor forward(Tensor x) => 0.5 * x.square().sum(1, keepdim: true);
    }
}
