using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class ResizeTests
{
    [Theory]
    [InlineData(40, 30, 10, 7)]
    [InlineData(40, 30, 13, 29)]
    [InlineData(9, 7, 20, 15)]
    [InlineData(8, 8, 1, 1)]
    public void It_is_a_weighted_mean_of_the_pixels_under_each_new_one(int height, int width, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        var x = rand(2, 3, height, width);
        // Rows and columns are independent: a matrix of weights for either.
        var expected = Weights(height, newHeight).matmul(x.to(float64)).matmul(Weights(width, newWidth).t());
        var actual = Images.Resize(x, newHeight, newWidth);
        Assert.Equal([2, 3, newHeight, newWidth], actual.shape);
        // torch computes places up to 40 in float32: 40 · 2⁻²⁴ = 2.4e-6.
        Assert.Equal(0, (expected - actual).abs().max().item<double>(), tolerance: 1e-5);
    }

    [Fact]
    public void Fine_stripes_become_grey_and_not_coarse_stripes()
    {
        using var scope = NewDisposeScope();
        var stripes = (arange(300) % 2).to(float32).expand(1, 300, 300);
        var small = Images.Resize(stripes, 100, 100)[.., 2..^2, 2..^2];
        Assert.InRange(small.min().item<float>(), 0.4, 0.6);
        Assert.InRange(small.max().item<float>(), 0.4, 0.6);
    }

    [Theory]
    [InlineData(300, 451, 256, 170, 256)]
    [InlineData(451, 300, 256, 256, 170)]
    [InlineData(1, 1000, 100, 1, 100)]
    public void The_long_side_decides_and_proportions_stay(int height, int width, int longSide, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        Assert.Equal([3, newHeight, newWidth], Images.Resize(zeros(3, height, width), longSide).shape);
    }

    /// <summary>
    /// [to, from] in float64. A new pixel's middle lies at (i + 1/2)·s of the old line, s = from / to; old pixels weigh less the
    /// further their middle is from there, down to nothing at a distance of max(s, 1).
    /// </summary>
    private static Tensor Weights(int from, int to)
    {
        var weights = new double[to, from];
        var scale = from / (double)to;
        var reach = Math.Max(scale, 1);
        for (var i = 0; i < to; i++)
        {
            var middle = (i + 0.5) * scale;
            double Triangle(int j) => Math.Max(0, 1 - Math.Abs(j + 0.5 - middle) / reach);
            var sum = Enumerable.Range(0, from).Sum(Triangle);
            for (var j = 0; j < from; j++)
                weights[i, j] = Triangle(j) / sum;
        }
        return tensor(weights);
    }
}
