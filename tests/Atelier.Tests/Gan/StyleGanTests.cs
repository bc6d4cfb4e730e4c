using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public sealed class StyleGanTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public StyleGanTests() => Seed.Everything(5);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Its_weights_are_as_many_as_counted_by_hand()
    {
        const int w = 128;
        const int mapping = ((100 + (3 * w)) * w) + (4 * w);
        int Layer(int from, int to) => (from * to * 9) + to + (w * 2 * to) + (2 * to) + to; // convolution, style, noise
        var layers = (2 * Layer(128, 128)) + Layer(128, 64) + Layer(64, 64) + Layer(64, 32) + Layer(32, 32);
        using var generator = new StyleGanGenerator();
        Assert.Equal(mapping + (128 * 7 * 7) + layers + 32 + 1, Weights(generator));

        int Down(int from, int to, int area) => (from * to * area) + to;
        using var discriminator = new StyleGanDiscriminator();
        Assert.Equal(
            Down(1, 32, 1) + Down(32, 32, 9) + Down(32, 64, 9) + Down(64, 64, 9) + Down(64, 128, 9)
                + Down(129, 128, 9) + Down(128, 128, 49) + Down(128, 1, 1),
            Weights(discriminator));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Shapes_at_every_width(int channels)
    {
        using var generator = new StyleGanGenerator(channels);
        using var discriminator = new StyleGanDiscriminator(channels);
        var x = generator.call(randn(3, 100));
        Assert.Equal([3, 1, 28, 28], x.shape);
        Assert.InRange(x.abs().max().item<float>(), 0, 1);
        Assert.Equal([3, 1], discriminator.call(x).shape);
        Assert.Equal([3, 128], generator.Map(randn(3, 100)).shape);
        Assert.Equal([3, 1, 28, 28], generator.Synthesise(randn(3, generator.Layers, 128)).shape);
    }

    [Fact]
    public void A_layer_gives_each_channel_the_mean_and_the_deviation_that_w_says()
    {
        using var layer = new StyleGanLayer(from: 3, to: 5, width: 4);
        var w = randn(2, 4);
        var (mean, deviation) = AdaIn.Statistics(layer.call(7 * randn(2, 3, 6, 6) + 2, w));
        var said = layer.Style(w);
        Assert.True(mean.allclose(said.Mean, atol: 1e-4));
        Assert.True(deviation.allclose(said.Deviation.abs(), rtol: 1e-3, atol: 1e-4));
    }

    [Fact]
    public void At_first_a_style_is_around_deviation_1_and_mean_0()
    {
        using var layer = new StyleGanLayer(from: 2, to: 2, width: 4);
        var (deviation, mean) = layer.Style(zeros(1, 4));
        Assert.True(deviation.allclose(ones(1, 2, 1, 1)) && mean.allclose(zeros(1, 2, 1, 1)));
    }

    [Fact]
    public void Noise_differs_from_call_to_call_once_it_is_learnt_and_without_it_nothing_does()
    {
        using var generator = new StyleGanGenerator(4);
        using var noGradients = no_grad();
        foreach (var (name, weight) in generator.named_parameters())
        {
            if (name.EndsWith("strength", StringComparison.Ordinal))
                weight.fill_(0.5f);
        }

        var w = generator.Map(randn(2, 100));
        Assert.False(generator.Synthesise(w).allclose(generator.Synthesise(w), atol: 1e-3));
        Assert.True(generator.Synthesise(w, noise: 0).Same(generator.Synthesise(w, noise: 0)));
    }

    [Fact]
    public void Truncated_to_nothing_every_z_gives_the_picture_of_the_mean()
    {
        using var generator = new StyleGanGenerator(4);
        var w = generator.Map(randn(6, 100));
        var pictures = generator.Synthesise(generator.Truncate(w, psi: 0), noise: 0);
        var mean = generator.Synthesise(generator.MeanStyle(), noise: 0);
        Assert.True(pictures.allclose(mean.expand_as(pictures), atol: 1e-5));
        Assert.True(generator.Truncate(w, psi: 1).allclose(w, atol: 1e-6));
        var half = (generator.Truncate(w, psi: 0.5) - generator.MeanStyle()) * 2;
        Assert.True(half.allclose(w - generator.MeanStyle(), atol: 1e-5));
    }

    [Fact]
    public void Two_styles_are_mixed_in_training_as_often_as_said_and_never_in_samples()
    {
        double Share(double mixing)
        {
            using var generator = new StyleGanGenerator(4) { Mixing = mixing };
            var z = randn(200, 100);
            var plain = generator.Sample(z);
            var trained = generator.call(z); // the noise has no strength yet
            return ((plain - trained).abs().flatten(1).amax([1]) > 1e-4).to(float64).mean().item<double>();
        }

        Assert.Equal(0, Share(0));
        Assert.Equal(1, Share(1));
        Assert.Equal(0.3, Share(0.3), 0.13); // four standard errors
    }

    [Fact]
    public void A_training_of_both_moves_every_weight_and_leaves_no_tensors()
    {
        using var generator = new StyleGanGenerator(4);
        using var discriminator = new StyleGanDiscriminator(4);
        var pictures = randint(0, 256, [16, 1, 28, 28], dtype: uint8);
        using var trainer = new GanTrainer(generator, discriminator, pictures, new GanSettings
        {
            BatchSize = 8,
            Penalty = R1Penalty.Of(1, every: 2),
            OptimizerG = (weights, rate) => optim.Adam(weights, rate, 0, 0.99),
        });
        var before = generator.parameters().Concat(discriminator.parameters()).Select(p => p.clone()).ToArray();
        trainer.Train(4);
        var after = generator.parameters().Concat(discriminator.parameters());
        Assert.All(before.Zip(after), pair => Assert.False(pair.First.Same(pair.Second)));
        var live = LiveTensors.Count();
        trainer.Train(4);
        Assert.Equal(live, LiveTensors.Count());
    }

    private static long Weights(nn.Module network) => network.parameters().Sum(p => p.numel());
}
