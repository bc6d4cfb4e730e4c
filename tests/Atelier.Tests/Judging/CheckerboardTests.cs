using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class CheckerboardTests
{
    [Fact]
    public void A_perfect_checkerboard_is_nothing_else()
    {
        using var scope = NewDisposeScope();
        var row = tensor(new float[] { 1, -1 }).repeat(14);
        var board = (row.view(28, 1) * row.view(1, 28)).view(1, 1, 28, 28);
        Assert.Equal(1, Checkerboard.Strength(board), 0.01);
        Assert.Equal(1, Checkerboard.Strength(row.view(1, 28).expand(28, 28).view(1, 1, 28, 28)), 0.01);
    }

    [Fact]
    public void Smooth_pictures_and_real_digits_have_hardly_any()
    {
        using var scope = NewDisposeScope();
        var ramp = linspace(-1, 1, 28).expand(28, 28).view(1, 1, 28, 28).contiguous();
        Assert.InRange(Checkerboard.Strength(ramp), 0, 0.07); // neighbouring columns of a ramp do differ a little
        using var train = Mnist.Load("train", MnistFiles.Sample);
        Assert.InRange(Checkerboard.Strength(train.Batch(arange(500)).x), 0, 0.01);
    }

    [Fact]
    public void Pictures_without_contrast_have_none() => Assert.Equal(0, Checkerboard.Strength(ones(3, 1, 8, 8)));

    [Fact]
    public void What_is_added_is_found_in_proportion()
    {
        using var scope = NewDisposeScope();
        using var train = Mnist.Load("train", MnistFiles.Sample);
        var x = train.Batch(arange(200)).x;
        var row = tensor(new float[] { 1, -1 }).repeat(14);
        var strength = Checkerboard.Strength(x + 0.1 * row.view(28, 1) * row.view(1, 28));
        Assert.Equal(0.1 / x.std().item<float>(), strength, 0.01);
    }

    [Theory]
    [InlineData(4, 0, 0.07)]
    [InlineData(3, 0.1, 1)]
    public void Stamps_of_a_kernel_that_is_no_multiple_of_the_stride_overlap_unevenly(int kernel, double least, double most)
    {
        using var scope = NewDisposeScope();
        var stamps =
            nn.functional.conv_transpose2d(ones(1, 1, 40, 40), ones(1, 1, kernel, kernel), strides: [2, 2])[.., .., 8..36, 8..36];
        var withContrast = stamps / stamps.mean() + linspace(-1, 1, 28);
        Assert.InRange(Checkerboard.Strength(withContrast), least, most);
    }
}
