using static TorchSharp.torch;

namespace Atelier.Tests.Data;

/// <summary>Known facts of the real MNIST; skipped where it is neither cached nor within reach.</summary>
public sealed class FullMnistTests
{
    [Fact]
    public void The_training_set_is_the_well_known_one()
    {
        var files = Full();
        using var train = Mnist.Load("train", files);
        Assert.Equal([60_000, 1, 28, 28], train.Images.shape);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Labels[..10].data<long>().ToArray());
        // 33.3184 of 255 and 0.1307 of 1: the mean that everybody normalises MNIST with.
        Assert.Equal(33.3184, train.Images.to(float64).mean().item<double>(), 4);
    }

    [Fact]
    public void The_test_set_is_the_well_known_one()
    {
        using var test = Mnist.Load("t10k", Full());
        Assert.Equal([10_000, 1, 28, 28], test.Images.shape);
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], test.Labels[..10].data<long>().ToArray());
    }

    [Theory]
    [InlineData("train", 2000)]
    [InlineData("t10k", 500)]
    public void The_sample_is_a_balanced_subset_of_it(string part, int count)
    {
        using var full = Mnist.Load(part, Full());
        using var subset = full.Subset(count);
        using var sample = Mnist.Load(part, MnistFiles.Sample);
        Assert.True(subset.Images.equal(sample.Images).all().item<bool>());
        Assert.True(subset.Labels.equal(sample.Labels).all().item<bool>());
    }

    private static MnistFiles Full()
    {
        var files = MnistFiles.Find();
        Assert.SkipUnless(files.Source == MnistFiles.Full.Source, files.Source);
        return files;
    }
}
