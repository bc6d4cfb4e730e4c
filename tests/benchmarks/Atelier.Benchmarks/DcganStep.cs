using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// Images a second of a DCGAN training step (batch 128, Adam): TorchSharp used plainly, the trainer with its defaults, and the
/// trainer in bfloat16. Random images serve: the time does not depend on what they show.
/// </summary>
internal static class DcganStep
{
    private const int BatchSize = 128, Rounds = 3;
    private static readonly string[] s_variants = ["plain", "default", "bfloat16"];

    public static void Run(string? variant)
    {
        if (variant is not null)
        {
            Console.WriteLine(BatchSize / Benchmark.MedianSeconds(Step(variant), warmUp: 5, count: 30));
            return;
        }

        var runs = Enumerable.Range(0, Rounds)
            .Select(_ => s_variants.ToDictionary(v => v, v => Benchmark.InOwnProcess("dcgan-step", v))).ToArray();
        Console.WriteLine($"DCGAN step, batch {BatchSize}, images a second (median of {Rounds} runs of 30 steps)");
        foreach (var v in s_variants)
        {
            var speed = Benchmark.Median(runs.Select(r => r[v]));
            var ratio = Benchmark.Median(runs.Select(r => r[v] / r["plain"]));
            Console.WriteLine($"  {v,-9} {speed,6:n0}   {ratio:f2} × plain");
        }
    }

    private static Action Step(string variant)
    {
        Seed.Everything(1);
        var images = randint(0, 256, [10 * BatchSize, 1, 28, 28]).to(uint8);
        if (variant == "plain")
            return PlainStep(images);

        var trainer = new GanTrainer(
            new DcganGenerator().to(Compute.Device), new DcganDiscriminator().to(Compute.Device), images,
            new GanSettings { BFloat16 = variant == "bfloat16" });
        return () => trainer.Train(1);
    }

    /// <summary>The same step as one would write it at first, with no help from the library but the networks.</summary>
    private static Action PlainStep(Tensor images)
    {
        var (generator, discriminator) = (new DcganGenerator(), new DcganDiscriminator());
        var adamG = optim.Adam(generator.parameters(), 2e-4, 0.5);
        var adamD = optim.Adam(discriminator.parameters(), 2e-4, 0.5);
        var loss = nn.BCEWithLogitsLoss();
        var (ones, zeros) = (torch.ones(BatchSize, 1), torch.zeros(BatchSize, 1));
        return () =>
        {
            using var scope = NewDisposeScope();
            var x = images.index_select(0, randint(0, images.shape[0], [BatchSize])).to(float32) / 127.5 - 1;
            var fake = generator.call(randn(BatchSize, Latent.Size));

            adamD.zero_grad();
            var lossD = loss.call(discriminator.call(x), ones) + loss.call(discriminator.call(fake.detach()), zeros);
            lossD.backward();
            adamD.step();

            adamG.zero_grad();
            var lossG = loss.call(discriminator.call(fake), ones);
            lossG.backward();
            adamG.step();
        };
    }
}
