using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public class TorchTests
{
    [Fact]
    public void Equal_seeds_give_equal_numbers()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(11);
        var (weights, noise) = (nn.Linear(4, 4).weight.clone(), randn(5));
        Seed.Everything(11);
        Assert.True(weights.Same(nn.Linear(4, 4).weight));
        Assert.True(noise.Same(randn(5)));
        Assert.False(noise.Same(randn(5)));
    }

    [Fact]
    public void Channels_last_has_the_same_values_and_the_channels_side_by_side()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 5, 7);
        var y = Layout.ChannelsLast(x);
        Assert.Equal([3 * 5 * 7, 1, 7 * 3, 3], y.stride());
        Assert.True(y.Same(x));
    }

    [Fact]
    public void A_channels_last_network_computes_the_same_and_learns()
    {
        using var scope = NewDisposeScope();
        var network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 2, 3));
        var x = randn(2, 3, 8, 8);
        var before = network.call(x);
        Layout.ChannelsLast(network);
        var weight = network.parameters().First();
        Assert.Equal([27, 1, 9, 3], weight.stride());
        var after = network.call(Layout.ChannelsLast(x));
        Assert.True(after.allclose(before, atol: 1e-5));
        after.sum().backward();
        Assert.NotNull(weight.grad);
    }

    [Fact]
    public void Frozen_weights_let_gradients_through_and_learn_again_afterwards()
    {
        using var scope = NewDisposeScope();
        var network = nn.Linear(3, 1);
        network.bias!.requires_grad = false;
        var x = randn(2, 3).requires_grad_();
        using (Frozen.Weights(network))
            network.call(x).sum().backward();

        Assert.NotNull(x.grad);
        Assert.Null(network.weight.grad);
        Assert.True(network.weight.requires_grad);
        Assert.False(network.bias.requires_grad);
    }
}
