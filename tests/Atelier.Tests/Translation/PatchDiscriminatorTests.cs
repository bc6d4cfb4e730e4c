using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

public sealed class PatchDiscriminatorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    /// <summary>
    /// Which pixels reach one answer, by its gradient. Through the mean and the deviation of instance normalisation every pixel
    /// has a little say; it is left out, so that only what the convolutions see is counted.
    /// </summary>
    [Fact]
    public void An_answer_sees_as_many_pixels_as_the_formula_says()
    {
        var seen = PixelsThatReach(row: 3, column: 3);
        Assert.Equal(18, FormulaOf((3, 1), (4, 2), (4, 2))); // from the last layer to the first
        Assert.Equal((18, 18), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void It_gives_one_answer_a_patch(int channels)
    {
        var network = new PatchDiscriminator(channels);
        Assert.Equal([5, 1, 7, 7], network.call(zeros(5, channels, 28, 28)).shape);
        Assert.Equal([1, 1, 4, 8], network.call(zeros(1, channels, 16, 32)).shape);
    }

    [Fact]
    public void Its_weights_are_as_many_as_it_says() =>
        Assert.Equal(34_081, new PatchDiscriminator(1).parameters().Sum(weight => weight.numel()));

    /// <summary>r ← (r − 1) · stride + kernel, from one answer down to the picture.</summary>
    private static int FormulaOf(params (int Kernel, int Stride)[] layers) =>
        layers.Aggregate(1, (side, layer) => ((side - 1) * layer.Stride) + layer.Kernel);

    private static (long Height, long Width) PixelsThatReach(int row, int column)
    {
        var network = new PatchDiscriminator(1);
        var children = network.children().Single().children().Where(child => child is not TorchSharp.Modules.InstanceNorm2d);
        var x = randn(1, 1, 28, 28).requires_grad_(true);
        var answers = children.Cast<nn.Module<Tensor, Tensor>>().Aggregate(x, (seen, layer) => layer.call(seen));
        answers[0, 0, row, column].backward();
        var reached = x.grad![0, 0] != 0;
        return (reached.any(1).sum().item<long>(), reached.any(0).sum().item<long>());
    }
}
