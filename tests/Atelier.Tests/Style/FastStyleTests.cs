using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class FastStyleTests
{
    [Theory]
    [InlineData(32, 32)]
    [InlineData(30, 45)] // not multiples of 4
    public void Paints_a_picture_of_the_photos_size(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var painter = new FastStyle(width: 4, blocks: 1);
        var painted = painter.call(TinyVgg.Picture(height, width).unsqueeze(0).expand(2, 3, height, width));
        Assert.Equal([2, 3, height, width], painted.shape);
        Assert.True(painted.min().item<float>() >= 0 && painted.max().item<float>() <= 1);
    }

    /// <summary>
    /// Convolutions with bias, and two numbers for each channel of a normalisation, counted by hand for w = 16 and four
    /// blocks.
    /// </summary>
    [Fact]
    public void Has_the_weights_that_its_layers_need()
    {
        using var painter = new FastStyle();
        static long conv(long from, long to, long size) => from * to * size * size + to;
        static long normed(long from, long to, long size) => conv(from, to, size) + 2 * to;
        var expected = normed(3, 32, 9) + normed(32, 48, 3) + 8 * normed(48, 48, 3)
            + normed(48, 32, 3) + normed(32, 16, 3) + normed(16, 16, 3) + conv(16, 3, 5);
        Assert.Equal(expected, painter.parameters().Sum(weight => weight.numel()));
    }

    /// <summary>Normalisation per picture: what else is in the batch does not matter. Batch normalisation mixes them.</summary>
    [Fact]
    public void A_picture_is_painted_the_same_in_any_company()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (TinyVgg.Picture(16, 16).unsqueeze(0), TinyVgg.Picture(16, 16, seed: 2).unsqueeze(0) / 4);
        using var perPicture = new FastStyle(width: 4, blocks: 1);
        using var perBatch = new FastStyle(width: 4, blocks: 1, norm: channels => nn.BatchNorm2d(channels));
        Assert.True(perPicture.call(cat([a, b]))[0].allclose(perPicture.call(a)[0], rtol: 1e-4, atol: 1e-5));
        Assert.False(perBatch.call(cat([a, b]))[0].allclose(perBatch.call(a)[0], rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void Training_lowers_the_loss_leaves_no_tensors_and_can_be_stopped()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var vgg = TinyVgg.Network("conv3_1");
        using var painter = new FastStyle(width: 4, blocks: 1);
        var settings = new FastStyleSettings { ContentLayer = "relu2_1", CropSize = 16, LearningRate = 5e-3 };
        Tensor[] photos = [TinyVgg.Picture(20, 24), TinyVgg.Picture(16, 16, seed: 3)];
        using var trainer = new FastStyleTrainer(painter, vgg, TinyVgg.Picture(16, 16, seed: 2).square(), photos, settings);
        var losses = new List<float>();
        var live = new List<long>();
        using var stop = new CancellationTokenSource();
        trainer.Stepped += step =>
        {
            losses.Add(step.Total);
            live.Add(LiveTensors.Count());
            if (step.Step == 60)
                stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Train(100, stop.Token));
        Assert.Equal(60, trainer.Step);
        Assert.True(losses[^5..].Average() < losses[..5].Average() / 1.5, $"from {losses[0]} to {losses[^1]}");
        Assert.True(live[^1] <= live[5], $"{live[5]} tensors after six steps, {live[^1]} at the end");
    }

    [Fact]
    public void The_loss_can_look_at_halved_pieces_as_well_and_takes_the_mean()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network("conv3_1");
        using var painter = new FastStyle(width: 4, blocks: 1);
        var settings = new FastStyleSettings
        {
            ContentLayer = "relu2_1",
            CropSize = 16,
            LearningRate = 0, // the weights stay as they are
            Shrinkings = [1, 2],
        };
        var (style, photo) = (TinyVgg.Picture(18, 20, seed: 2).square(), TinyVgg.Picture(20, 24));
        using var trainer = new FastStyleTrainer(painter, vgg, style, [photo], settings);
        StyleStep? step = null;
        trainer.Stepped += report => step = report;
        trainer.Train(1);

        var pieces = new RandomCrops([photo], 16, settings.Seed).Batch(0, settings.BatchSize);
        float at(Func<Tensor, Tensor> shrink)
        {
            using var loss = new PerceptualLoss(vgg, [new Style(shrink(style.unsqueeze(0))[0])], settings);
            return loss.Terms(shrink(painter.call(pieces)), loss.ContentOf(shrink(pieces)))[0].item<float>();
        }
        var (whole, half) = (at(x => x), at(x => nn.functional.avg_pool2d(x, 2)));
        Assert.NotEqual(whole, half, 1e-3f);
        Assert.Equal((whole + half) / 2, step!.Total, 1e-3f);
    }

    [Fact]
    public void A_painter_that_is_sharpened_learns_behind_its_last_doubling_alone()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var vgg = TinyVgg.Network("conv3_1");
        using var painter = new FastStyle(width: 4, blocks: 1);
        painter.FreezeBody();
        var before = painter.named_parameters().ToDictionary(weight => weight.name, weight => weight.parameter.clone());
        var settings = new FastStyleSettings { ContentLayer = "relu2_1", CropSize = 16, LearningRate = 5e-3 };
        using var trainer = new FastStyleTrainer(
            painter, vgg, TinyVgg.Picture(16, 16, seed: 2).square(), [TinyVgg.Picture(20, 24)], settings);
        trainer.Train(3);

        var learnt = painter.named_parameters()
            .Where(weight => !weight.parameter.equal(before[weight.name]).all().item<bool>())
            .Select(weight => weight.name.Split('.')[1]).Distinct();
        Assert.Equal(["sharpen", "end"], learnt);
    }

    [Fact]
    public void Photos_that_are_too_small_are_refused()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network("conv1_1");
        using var painter = new FastStyle(width: 4, blocks: 1);
        var error = Assert.Throws<ArgumentException>(
            () => new FastStyleTrainer(painter, vgg, ones(3, 8, 8), [ones(3, 100, 200)], new() { ContentLayer = "relu1_1" }));
        Assert.Contains("at least 128 pixels on each side", error.Message);
    }
}
