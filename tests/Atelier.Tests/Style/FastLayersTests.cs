using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>Layers that are written anew because libtorch's are slow: they compute the same.</summary>
public class FastLayersTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 1, 7)]
    [InlineData(1, 5, 6, 4)]
    public void Doubling_is_bilinear(int pictures, int channels, int height, int width)
    {
        using var ours = new Doubling();
        using var theirs = nn.Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: false);
        Same(ours, theirs, [pictures, channels, height, width]);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 1, 7)]
    [InlineData(1, 5, 6, 4)]
    public void Smooth_doubling_sums_with_the_binomials_of_seven(
        int pictures, int channels, int height, int width)
    {
        using var ours = new SmoothDoubling();
        using var theirs = new Binomial();
        Same(ours, theirs, [pictures, channels, height, width]);
    }

    [Theory]
    [InlineData(1, 1, 1, 3, 3)]
    [InlineData(16, 3, 9, 12, 9)]
    [InlineData(5, 2, 3, 4, 8)]
    public void A_thin_convolution_is_a_convolution(int from, int to, int size, int height, int width)
    {
        using var thin = new ThinConvolution(from, to, size);
        using var usual = nn.Conv2d(from, to, size);
        usual.load_state_dict(thin.state_dict());
        Same(thin, usual, [2, from, height, width]);
        foreach (var (ours, theirs) in thin.parameters().Zip(usual.parameters()))
            Assert.True(ours.grad!.allclose(theirs.grad!, rtol: 1e-4, atol: 1e-4));
    }

    // Outputs and gradients of the input, from the same gradient of the output.
    private static void Same(nn.Module<Tensor, Tensor> ours, nn.Module<Tensor, Tensor> theirs, long[] shape)
    {
        using var scope = NewDisposeScope();
        var x = randn(shape, generator: new Generator(1, CPU));
        Tensor mine = x.clone().requires_grad_(), other = x.clone().requires_grad_();
        Tensor a = ours.call(mine), b = theirs.call(other);
        Assert.Equal(b.shape, a.shape);
        Assert.True(a.allclose(b, rtol: 1e-5, atol: 1e-5));

        var push = randn(a.shape, generator: new Generator(2, CPU));
        a.backward([push]);
        b.backward([push]);
        Assert.True(mine.grad!.allclose(other.grad!, rtol: 1e-4, atol: 1e-4));
    }

    /// <summary>The same by sums: each new pixel lies a quarter of an old one before or after the middle of its own.</summary>
    private sealed class Binomial() : nn.Module<Tensor, Tensor>(nameof(Binomial))
    {
        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            return Along(Along(x, 3), 2).MoveToOuterDisposeScope();
        }

        private static Tensor Along(Tensor x, int dimension)
        {
            var size = x.shape[dimension];
            var (first, last) = (x.narrow(dimension, 0, 1), x.narrow(dimension, size - 1, 1));
            var wide = cat([first, first, x, last, last], dimension);
            Tensor From(int start) => wide.narrow(dimension, start, size);
            var before = (35 * From(2) + 21 * From(1) + 7 * From(3) + From(0)) / 64;
            var after = (35 * From(2) + 21 * From(3) + 7 * From(1) + From(4)) / 64;
            return stack([before, after], dimension + 1).flatten(dimension, dimension + 1);
        }
    }
}
