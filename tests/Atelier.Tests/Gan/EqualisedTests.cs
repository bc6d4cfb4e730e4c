using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public sealed class EqualisedTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public EqualisedTests() => Seed.Everything(6);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Hes_deviation_by_hand()
    {
        Assert.Equal(Math.Sqrt(2.0 / 50), HeInit.Deviation(zeros(3, 50), HeInit.Gain), 1e-9);
        Assert.Equal(Math.Sqrt(2.0 / (8 * 9)), HeInit.Deviation(zeros(5, 8, 3, 3), HeInit.Gain), 1e-9);
        Assert.Equal(1 / Math.Sqrt(72), HeInit.Deviation(zeros(5, 8, 3, 3), gain: 1), 1e-9);
    }

    /// <summary>
    /// Fed with the unit vectors, a linear layer answers with its weights; the bounds are five standard errors.
    /// </summary>
    [Theory]
    [InlineData(200, 100, 1.0)]
    [InlineData(50, 400, 0.1)]
    public void The_weights_as_they_are_used_have_Hes_deviation_at_every_rate(int from, int to, double rate)
    {
        using var layer = new EqualisedLinear(from, to, HeInit.Gain, rate);
        var used = layer.call(eye(from));
        var he = Math.Sqrt(2.0 / from);
        Assert.Equal(he, used.std().item<float>(), 5 * he / Math.Sqrt(2.0 * from * to));
        Assert.Equal(1 / rate, layer.parameters().First().std().item<float>(), 5 / rate / Math.Sqrt(2.0 * from * to));
    }

    /// <summary>
    /// After a ReLU half of the squares are left: with He's deviation they stay as large through twenty layers, with less
    /// they vanish.
    /// </summary>
    [Fact]
    public void Numbers_stay_as_large_through_many_layers()
    {
        double Size(double gain)
        {
            var x = randn(200, 256);
            for (var i = 0; i < 20; i++)
            {
                using var layer = new EqualisedLinear(256, 256, gain);
                x = layer.call(x).relu();
            }

            return x.square().mean().item<float>();
        }

        Assert.InRange(Size(HeInit.Gain), 0.2, 5);
        Assert.InRange(Size(gain: 1), 0, 1e-4); // 2⁻²⁰, and some luck
    }

    [Fact]
    public void A_step_of_Adam_moves_a_narrow_and_a_wide_layer_by_the_same_share()
    {
        double Share(int from)
        {
            using var layer = new EqualisedLinear(from, 300, HeInit.Gain);
            var before = layer.call(eye(from)).detach();
            using var adam = optim.Adam(layer.parameters().Take(1), 0.01);
            layer.call(randn(4, from)).square().sum().backward();
            adam.step();
            return ((layer.call(eye(from)) - before).norm() / before.norm()).item<float>();
        }

        Assert.Equal(0.01, Share(10), 0.001);
        Assert.Equal(0.01, Share(1000), 0.001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_convolution_is_torchs_with_the_scaled_weights(int kernel)
    {
        using var layer = new EqualisedConv2d(3, 4, kernel, HeInit.Gain);
        var weight = layer.parameters().First();
        var x = randn(2, 3, 5, 6);
        var he = Math.Sqrt(2.0 / (3 * kernel * kernel));
        var expected = nn.functional.conv2d(x, weight * he, padding: [kernel / 2, kernel / 2]);
        Assert.True(layer.call(x).allclose(expected, atol: 1e-5));
        Assert.Equal([2, 4, 5, 6], layer.call(x).shape);
    }

    [Fact]
    public void Pixel_norm_gives_each_place_the_mean_square_1()
    {
        var x = 30 * randn(2, 7, 3, 3);
        Assert.True(PixelNorm.Of(x).square().mean([1]).allclose(ones(2, 3, 3), atol: 1e-5));
        var place = PixelNorm.Of(tensor([3f, 4f, 0f, 0f]).reshape(1, 4, 1, 1)).flatten(); // mean square 25 / 4
        Assert.True(place.allclose(tensor([1.2f, 1.6f, 0f, 0f]), atol: 1e-6));
        Assert.True(PixelNorm.Of(5 * x).allclose(PixelNorm.Of(x), atol: 1e-5));
    }

    /// <summary>
    /// Channel 1 is 0 and 2 at both places: deviation 1. Channel 2 is 5 in both pictures: deviation 0. The mean is ½.
    /// </summary>
    [Fact]
    public void Minibatch_deviation_by_hand()
    {
        var x = tensor([0f, 0f, 5f, 5f, 2f, 2f, 5f, 5f]).reshape(2, 2, 1, 2);
        var told = MinibatchDeviation.Append(x);
        Assert.Equal([2, 3, 1, 2], told.shape);
        Assert.True(told[.., ..2].Same(x));
        Assert.True(told[.., 2].allclose(0.5f * ones(2, 1, 2), atol: 1e-3));
    }

    [Fact]
    public void Equal_pictures_have_no_deviation_and_still_a_gradient()
    {
        var x = ones(4, 2, 3, 3).requires_grad_(true);
        var told = MinibatchDeviation.Append(x);
        told.sum().backward();
        Assert.InRange(told[.., 2].max().item<float>(), 0, 1e-3);
        Assert.True(x.grad!.isfinite().all().item<bool>());
    }
}
