using Atelier.Making;
using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class AdaInTests
{
    /// <summary>x = 1, 3 has mean 2 and deviation 1; y = 10, 16 has mean 13 and deviation 3: AdaIN gives 13 ± 3.</summary>
    [Fact]
    public void By_hand()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 3f]).reshape(1, 1, 1, 2);
        var y = tensor([16f, 10f]).reshape(1, 1, 2, 1);
        var result = AdaIn.Transfer(x, y).flatten();
        Assert.Equal(10, result[0].item<float>(), 1e-4f);
        Assert.Equal(16, result[1].item<float>(), 1e-4f);
    }

    [Fact]
    public void Gives_each_channel_the_statistics_of_the_style()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 5, 8, 9) * 3 + 1;
        var y = randn(1, 5, 4, 6) * tensor([1f, 2f, 3f, 4f, 5f]).reshape(1, 5, 1, 1);
        var (mean, deviation) = AdaIn.Statistics(AdaIn.Transfer(x, y));
        var (wantedMean, wantedDeviation) = AdaIn.Statistics(y);
        Assert.True(mean.allclose(wantedMean.expand(2, 5, 1, 1), rtol: 1e-4, atol: 1e-4));
        Assert.True(deviation.allclose(wantedDeviation.expand(2, 5, 1, 1), rtol: 1e-4, atol: 1e-4));
    }

    [Fact]
    public void To_itself_it_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 4, 5);
        Assert.True(AdaIn.Transfer(x, x).allclose(x, rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void A_channel_that_is_the_same_everywhere_gives_numbers()
    {
        using var scope = NewDisposeScope();
        Assert.True(AdaIn.Transfer(ones(1, 2, 3, 3), randn(1, 2, 3, 3)).isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData("relu2_1", "conv2_1")]
    [InlineData("relu3_1", "conv3_1")]
    [InlineData("relu4_1", "conv4_1")]
    public void A_decoder_undoes_the_poolings_before_its_layer(string layer, string last)
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network(last);
        using var decoder = new AdaInDecoder(AdaInDecoder.ChannelsOf(vgg, layer), layer);
        var painter = new AdaInPainter(vgg, decoder);
        var (x, y) = (TinyVgg.Picture(32, 48).unsqueeze(0), TinyVgg.Picture(40, 40, seed: 2).unsqueeze(0));
        Assert.Equal(layer, painter.Layer);
        Assert.Equal([1, 3, 32, 48], painter.Paint(x, y).shape);
    }

    [Fact]
    public void The_strength_goes_from_the_photos_features_to_the_styles_statistics()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network("conv3_1");
        using var decoder = new AdaInDecoder(channels: 4);
        var painter = new AdaInPainter(vgg, decoder);
        var (x, y) = (TinyVgg.Picture(16, 24).unsqueeze(0), TinyVgg.Picture(20, 20, seed: 2).unsqueeze(0).square());
        Assert.True(painter.Target(x, y, strength: 0).Same(painter.Encode(x)));
        var half = 0.5 * (painter.Target(x, y, strength: 0) + painter.Target(x, y));
        Assert.True(painter.Target(x, y, strength: 0.5).allclose(half, rtol: 1e-4, atol: 1e-5));
        Assert.Equal([1, 3, 16, 24], painter.Paint(x, y).shape);
    }

    [Fact]
    public void A_decoder_for_another_network_is_refused_with_a_reason()
    {
        using var vgg = TinyVgg.Network("conv3_1");
        using var decoder = new AdaInDecoder(channels: 5);
        var error = Assert.Throws<ArgumentException>(() => new AdaInPainter(vgg, decoder));
        Assert.Contains("4 channels at relu3_1, but the decoder was made for 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_the_decoder_lowers_the_loss_and_leaves_no_tensors()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var vgg = TinyVgg.Network("conv3_1");
        using var decoder = new AdaInDecoder(channels: 4);
        using var trainer = new AdaInTrainer(
            decoder, vgg, [TinyVgg.Picture(20, 20)], [TinyVgg.Picture(20, 20, seed: 2).square()], new() { CropSize = 16 });
        var losses = new List<float>();
        var live = new List<long>();
        trainer.Stepped += step =>
        {
            losses.Add(step.Total);
            live.Add(LiveTensors.Count());
        };
        trainer.Train(40);
        Assert.True(losses[^5..].Average() < losses[..5].Average() / 1.5, $"from {losses[0]} to {losses[^1]}");
        Assert.True(live[^1] <= live[5], $"{live[5]} tensors after six steps, {live[^1]} at the end");
    }
}
