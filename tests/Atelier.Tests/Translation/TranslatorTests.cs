using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

public sealed class TranslatorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1, 3, 28, 28)]
    [InlineData(3, 1, 28, 28)]
    [InlineData(3, 3, 8, 16)]
    public void A_translation_has_the_size_of_its_original(int from, int to, int height, int width)
    {
        var made = new Translator(from, to, width: 8, blocks: 1).call(2 * rand(3, from, height, width) - 1);
        Assert.Equal([3, to, height, width], made.shape);
        Assert.InRange(made.abs().max().item<float>(), 0, 1);
    }

    /// <summary>The skip: a single pixel reaches the same place of the translation even where the narrow middle is cut.</summary>
    [Fact]
    public void The_original_is_seen_once_more_at_the_end()
    {
        var network = new Translator(1, 1, width: 8, blocks: 1);
        using (no_grad())
        {
            foreach (var (_, weight) in network.named_parameters()
                .Where(p => p.name.StartsWith("middle", StringComparison.Ordinal)))
                weight.zero_();
        }

        var x = zeros(1, 1, 8, 8).requires_grad_(true);
        network.call(x)[0, 0, 4, 4].backward();
        Assert.NotEqual(0, x.grad![0, 0, 4, 4].item<float>());
        Assert.Equal(0, x.grad![0, 0, 0, 0].item<float>());
    }
}
