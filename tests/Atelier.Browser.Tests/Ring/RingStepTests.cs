using System.Text.Json;
using static TorchSharp.torch;

namespace Atelier.Browser.Tests.Ring;

/// <summary>The page's game and the library's, from the same weights with the same numbers drawn, three steps long.</summary>
public sealed class RingStepTests
{
    private const int Steps = 3;
    private const double Near = 1e-4;

    private const string PlaySame = """
        const { knobs, weightsG, weightsD, noise, real, shares, steps } = JSON.parse(given);
        const { game } = page;
        game.knobs = knobs;
        const next = arrays => into => into.set(arrays.shift());
        game.draws = { noise: next(noise), real: next(real), shares: next(shares) };
        game.G.parameters.forEach((parameter, i) => parameter.values.set(weightsG[i]));
        game.D.parameters.forEach((parameter, i) => parameter.values.set(weightsD[i]));
        const moments = Array.from({ length: steps }, () => game.step());
        const weights = network => network.parameters.map(parameter => Array.from(parameter.values));
        return JSON.stringify({
          lossD: moments.map(moment => moment.lossD),
          lossG: moments.map(moment => moment.lossG),
          gradientG: moments.map(moment => moment.gradientG),
          weightsG: weights(game.G), weightsD: weights(game.D),
        });
        """;

    private static readonly GanSettings s_usual = ToyGan.Usual with { BatchSize = 128, LearningRateD = 2e-3 };

    [Theory]
    [InlineData("non-saturating", 1, "Adam")]
    [InlineData("non-saturating", 2, "plain")]
    [InlineData("saturating", 3, "plain")]
    [InlineData("LSGAN", 2, "Adam")]
    [InlineData("WGAN-GP", 1, "Adam")]
    [InlineData("WGAN-GP", 3, "Adam")]
    public async Task A_step_in_the_page_is_the_librarys(string loss, int stepsOfD, string optimizerG)
    {
        var shares = new List<float[]>();
        var settings = Settings(loss, shares) with
        {
            StepsOfD = stepsOfD,
            LearningRateG = optimizerG == "Adam" ? 5e-3 : 0.2,
            OptimizerG = optimizerG == "Adam" ? null : (weights, rate) => optim.SGD(weights, rate),
        };
        using var game = new ToyGan(new(), settings);
        var (weightsG, weightsD) = (Weights(game.Trainer.Generator), Weights(game.Trainer.Discriminator));
        game.Train(Steps, frames: 1);

        await using var ring = await RingPage.OpenAsync();
        var said = await ring.AskAsync<string>(PlaySame, JsonSerializer.Serialize(new
        {
            knobs = new
            {
                loss,
                optimizerG,
                stepsOfD,
                rateD = settings.LearningRateD,
                rateG = settings.LearningRateG,
                noise = settings.LatentSize,
            },
            weightsG,
            weightsD,
            noise = Drawn(stepsOfD, settings.Seed, generator => randn(128, settings.LatentSize, generator: generator)),
            real = Drawn(stepsOfD, ~settings.Seed, generator => game.Ring.Sample(128, generator)),
            shares,
            steps = Steps,
        }));
        var page = JsonSerializer.Deserialize<Played>(said, JsonSerializerOptions.Web)!;

        Assert.All(Enumerable.Range(0, Steps).Select(i => (game.Trainer.History[i].LossD, page.LossD[i])), Agree);
        Assert.All(Enumerable.Range(0, Steps).Select(i => (game.Trainer.History[i].LossG, page.LossG[i])), Agree);
        Assert.All(Enumerable.Range(0, Steps).Select(i => (game.Trainer.History[i].GradientG, page.GradientG[i])), Agree);
        Assert.All(Weights(game.Trainer.Generator).SelectMany(w => w).Zip(page.WeightsG.SelectMany(w => w)), Agree);
        Assert.All(Weights(game.Trainer.Discriminator).SelectMany(w => w).Zip(page.WeightsD.SelectMany(w => w)), Agree);
        Assert.True(Moved(weightsG, page.WeightsG) > 10 * Near && Moved(weightsD, page.WeightsD) > 10 * Near, "both have learnt");
        Assert.Empty(ring.Complaints);

        static void Agree((float Library, double Page) pair) => Assert.Equal(pair.Library, pair.Page, Near);
    }

    // LSGAN and WGAN-GP as lesson 08 writes them.
    private static GanSettings Settings(string loss, List<float[]> shares) => loss switch
    {
        "non-saturating" => s_usual,
        "saturating" => s_usual with { GeneratorLoss = GanLoss.Saturating },
        "LSGAN" => s_usual with
        {
            DiscriminatorLoss = (real, fake) => 0.5 * (real - 1).square().mean() + 0.5 * fake.square().mean(),
            GeneratorLoss = fake => 0.5 * (fake - 1).square().mean(),
        },
        _ => s_usual with
        {
            DiscriminatorLoss = (real, fake) => fake.mean() - real.mean(),
            GeneratorLoss = fake => -fake.mean(),
            Penalty = new GanPenalty((D, x, fake) =>
            {
                using var u = rand(x.shape[0]);
                shares.Add([.. u.data<float>()]);
                return 10 * GradientPenalty.Of(D, x, fake, u);
            }),
        },
    };

    /// <summary>What the library draws for each of D's turns.</summary>
    private static float[][] Drawn(int stepsOfD, int seed, Func<Generator, Tensor> draw)
    {
        return [.. Enumerable.Range(0, Steps * stepsOfD).Select(Turn)];

        float[] Turn(int number)
        {
            using var generator = new Generator(ImageOrder.Mix(seed, number), CPU);
            using var drawn = draw(generator);
            return [.. drawn.data<float>()];
        }
    }

    private static float[][] Weights(nn.Module network) =>
        [.. network.parameters().Select(weights => weights.detach().data<float>().ToArray())];

    private static double Moved(float[][] before, double[][] after) =>
        before.SelectMany(w => w).Zip(after.SelectMany(w => w)).Max(pair => Math.Abs(pair.First - pair.Second));

    private sealed record Played(
        double[] LossD, double[] LossG, double[] GradientG, double[][] WeightsG, double[][] WeightsD);
}
