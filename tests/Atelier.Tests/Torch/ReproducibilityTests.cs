using Atelier.Making;
using Atelier.Tests.Painting;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>
/// The same seed, machine and number of threads: the same losses to the last bit, whatever ran before. Sums are split by the
/// number of threads, so another number gives other last digits.
/// </summary>
public sealed class ReproducibilityTests
{
    private const int Steps = 3;

    /// <summary>Each training of the library, from fresh weights to its losses.</summary>
    private static readonly Dictionary<string, Func<double[]>> s_trainings = new()
    {
        ["a DCGAN"] = () => Gan(new DcganGenerator(), new DcganDiscriminator(), new()),
        ["a DCGAN in bfloat16"] = () => Gan(new DcganGenerator(), new DcganDiscriminator(), new() { BFloat16 = true }),
        ["a DCGAN with a penalty at random places"] = () =>
            Gan(new DcganGenerator(), new DcganDiscriminator(), new() { Penalty = GradientPenalty.Of(), StepsOfD = 2 }),
        ["a StyleGAN, which draws noise"] = () =>
            Gan(new StyleGanGenerator(), new StyleGanDiscriminator(), new() { Penalty = R1Penalty.Of(gamma: 1) }),
        ["style transfer by Adam"] = () => Painting(StyleOptimizer.Adam),
        ["style transfer by L-BFGS"] = () => Painting(StyleOptimizer.Lbfgs),
        ["a painter in one pass"] = Painter,
        ["a decoder for AdaIN"] = Decoder,
        ["translators"] = Translators,
    };

    public static TheoryData<string> Trainings => [.. s_trainings.Keys];

    [Theory, MemberData(nameof(Trainings))]
    public void The_same_seed_gives_the_same_losses_to_the_last_bit(string training)
    {
        var first = Losses(training, seed: 7);
        rand(1000).Dispose(); // what others draw from torch's own generator
        Assert.Equal(first, Losses(training, seed: 7));
        Assert.All(first, loss => Assert.True(double.IsFinite(loss)));
    }

    [Theory, MemberData(nameof(Trainings))]
    public void Another_seed_gives_others(string training) =>
        Assert.NotEqual(Losses(training, seed: 7), Losses(training, seed: 8));

    private static double[] Losses(string training, int seed)
    {
        using var scope = NewDisposeScope();
        Seed.Everything(seed); // the first weights, and what pictures there are
        return s_trainings[training]();
    }

    private static double[] Gan(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, GanSettings settings)
    {
        using var trainer = new GanTrainer(
            generator, discriminator, rand(16, 1, 28, 28) * 2 - 1, settings with { BatchSize = 4 });
        trainer.Train(Steps);
        return [.. trainer.History.SelectMany(step => new double[] { step.LossD, step.LossG, step.GradientG })];
    }

    private static double[] Painting(StyleOptimizer optimizer)
    {
        using var vgg = TinyVgg.Network();
        var settings = new StyleTransferSettings { Optimizer = optimizer, Start = StyleStart.Noise };
        using var painting = new StyleTransfer(vgg, rand(3, 32, 32), rand(3, 32, 32), settings);
        var losses = new List<double>();
        painting.Stepped += step => losses.Add(step.Total);
        painting.Run(Steps);
        return [.. losses];
    }

    private static double[] Painter()
    {
        using var vgg = TinyVgg.Network("conv3_1");
        using var painter = new FastStyle(width: 4, blocks: 1);
        using var trainer = new FastStyleTrainer(painter, vgg, rand(3, 16, 16), [rand(3, 20, 24), rand(3, 16, 16)], s_pieces);
        return Losses(trainer);
    }

    private static double[] Decoder()
    {
        using var vgg = TinyVgg.Network("conv3_1");
        using var decoder = new AdaInDecoder(channels: 4);
        using var trainer = new AdaInTrainer(decoder, vgg, [rand(3, 20, 24)], [rand(3, 16, 20)], s_pieces);
        return Losses(trainer);
    }

    private static readonly FastStyleSettings s_pieces = new() { ContentLayer = "relu2_1", CropSize = 16 };

    private static double[] Losses(StyleTrainer trainer)
    {
        var losses = new List<double>();
        trainer.Stepped += step => losses.Add(step.Total);
        trainer.Train(Steps);
        return [.. losses];
    }

    private static double[] Translators()
    {
        using var networks = new CycleGan();
        using var trainer = new CycleGanTrainer(
            networks, rand(8, 1, 28, 28) * 2 - 1, rand(8, 3, 28, 28) * 2 - 1, new() { BatchSize = 2, BufferSize = 4 });
        trainer.Train(Steps);
        return [.. trainer.History.SelectMany(step => new double[] { step.LossG, step.LossD })];
    }
}
