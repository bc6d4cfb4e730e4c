using System.Diagnostics;
using Spectre.Console;
using TorchSharp;

namespace Atelier.Making;

/// <summary>
/// A training of the StyleGAN on MNIST that lasts as long as one likes, and can be stopped and gone on with: non-saturating
/// losses with <see cref="R1Penalty"/>, Adam with β 0 and 0.99 (Karras et al. 2018, arXiv:1812.04948, appendix C), and what
/// is kept is the running mean of the generator's weights. Its state and a grid of samples lie in a folder beside the
/// checkpoint that it makes.
/// </summary>
internal sealed class StyleGanTraining : IDisposable
{
    private const double Rate = 2.5e-3, Decaying = 0.3;

    private static readonly TimeSpan keepEvery = TimeSpan.FromMinutes(1);

    private readonly string checkpoint, folder;
    private readonly Mnist mnist = Mnist.Train();
    private readonly GanTrainer trainer;
    private readonly WeightAverage average;
    private readonly StyleGanGenerator averaged = new StyleGanGenerator().to(Compute.Device);
    private readonly torch.Tensor z = Latent.Sample(64, seed: 0);

    /// <param name="checkpoint">the file to write</param>
    /// <param name="batchSize">pictures in a batch: 128 keeps a GPU busy, 32 makes more of a few minutes on a CPU</param>
    /// <param name="seed">decides weights, noise and order</param>
    public StyleGanTraining(string checkpoint, int batchSize, int seed)
    {
        (this.checkpoint, folder) = (checkpoint, Path.ChangeExtension(checkpoint, ".training"));
        Seed.Everything(seed);
        var (generator, discriminator) = (new StyleGanGenerator(), new StyleGanDiscriminator());
        trainer = new GanTrainer(generator.to(Compute.Device), discriminator.to(Compute.Device), mnist.Images, new GanSettings
        {
            BatchSize = batchSize,
            Seed = seed,
            Penalty = R1Penalty.Of(gamma: 1, every: 8),
            OptimizerG = (weights, rate) => torch.optim.Adam(weights, rate, beta1: 0, beta2: 0.99),
            OptimizerD = (weights, rate) => torch.optim.Adam(weights, rate, beta1: 0, beta2: 0.99),
        });
        average = new WeightAverage(trainer.Generator);
    }

    private string State => Path.Combine(folder, "state.safetensors");

    private string Average => Path.Combine(folder, "average.safetensors");

    /// <param name="time">how long to train, from where it is; the learning rate falls to zero over the last 30 %</param>
    /// <param name="resume">whether to go on with the state that is there</param>
    /// <param name="cancellation">stops between two steps</param>
    /// <returns>the command's exit code</returns>
    public int Run(TimeSpan time, bool resume, CancellationToken cancellation)
    {
        if (resume && File.Exists(State))
        {
            trainer.Load(State);
            average.Load(Average);
        }

        return new LongTraining(State, Keep)
            .Run("StyleGAN", (int)time.TotalSeconds, bar => Train(time, bar, cancellation), () => SaveBest(time));
    }

    public void Dispose()
    {
        trainer.Generator.Dispose();
        trainer.Discriminator.Dispose();
        trainer.Dispose();
        average.Dispose();
        averaged.Dispose();
        mnist.Dispose();
        z.Dispose();
    }

    private void Train(TimeSpan time, ProgressTask bar, CancellationToken cancellation)
    {
        var (clock, kept) = (Stopwatch.StartNew(), TimeSpan.Zero);
        trainer.Stepped += step =>
        {
            average.Update();
            bar.Value = clock.Elapsed.TotalSeconds;
            bar.Description =
                $"step {step.Step}, lossD {step.LossD:f2}, lossG {step.LossG:f2}, {step.ImagesPerSecond:n0} images/s";
            if (clock.Elapsed - kept < keepEvery)
                return;
            kept = clock.Elapsed;
            Keep();
        };
        for (var done = 0.0; done < 1; done = clock.Elapsed / time)
        {
            var rate = Rate * Math.Min(1, (1 - done) / Decaying);
            trainer.Settings = trainer.Settings with { LearningRateG = rate, LearningRateD = rate };
            trainer.Train(steps: 10, cancellation);
        }

        Keep();
    }

    private void SaveBest(TimeSpan time)
    {
        average.CopyTo(averaged);
        Checkpoint.Save(checkpoint, [("generator", averaged)], torch.float16, new Dictionary<string, string>
        {
            ["steps"] = $"{trainer.Step}",
            ["batch"] = $"{trainer.Settings.BatchSize}",
            ["minutes"] = $"{time.TotalMinutes:f0}",
            ["device"] = Compute.Description,
        });
        var megabytes = new FileInfo(checkpoint).Length / 1e6;
        AnsiConsole.WriteLine($"{checkpoint}: {megabytes:f1} MB after {trainer.Step} steps on {mnist.Describe()}");
    }

    private void Keep()
    {
        trainer.Save(State);
        average.Save(Average);
        average.CopyTo(averaged);
        using var scope = torch.NewDisposeScope();
        var digits = new Picture(averaged.Sample(z), $"Step {trainer.Step}.", "Digits by the generator.");
        File.WriteAllBytes(Path.Combine(folder, $"step-{trainer.Step:000000}.png"), digits.ToPng());
    }
}
