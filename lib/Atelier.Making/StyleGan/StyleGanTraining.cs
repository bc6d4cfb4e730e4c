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
    private const double Rate = 2.5e-3, Decaying = 0.3, SecondsBetweenSaves = 60;

    private readonly string _checkpoint;
    private readonly GanFolder _folder;
    private readonly Mnist _mnist = Mnist.Train();
    private readonly GanTrainer _trainer;
    private readonly WeightAverage _average;
    private readonly StyleGanGenerator _averaged = new StyleGanGenerator().to(Compute.Device);

    /// <param name="checkpoint">the file to write</param>
    /// <param name="batchSize">pictures in a batch: 128 keeps a GPU busy, 32 makes more of a few minutes on a CPU</param>
    /// <param name="seed">decides weights, noise and order</param>
    public StyleGanTraining(string checkpoint, int batchSize, int seed)
    {
        _checkpoint = checkpoint;
        Seed.Everything(seed);
        var (generator, discriminator) = (new StyleGanGenerator(), new StyleGanDiscriminator());
        _trainer = new GanTrainer(generator.to(Compute.Device), discriminator.to(Compute.Device), _mnist.Images, new GanSettings
        {
            BatchSize = batchSize,
            Seed = seed,
            Penalty = R1Penalty.Of(gamma: 1, every: 8),
            Beta1 = 0,
            Beta2 = 0.99,
        });
        _average = new WeightAverage(_trainer.Generator);
        _folder = new GanFolder(checkpoint, _trainer, _average);
    }

    /// <param name="time">how long to train, from where it is; the learning rate falls to zero over the last 30 %</param>
    /// <param name="resume">whether to go on with the state that is there</param>
    /// <param name="cancellation">stops between two steps</param>
    /// <returns>the command's exit code</returns>
    public int Run(TimeSpan time, bool resume, CancellationToken cancellation)
    {
        if (resume) _folder.Resume();
        return new LongTraining(_folder.State, Keep)
            .Run("StyleGAN", (int)time.TotalSeconds, bar => Train(time, bar, cancellation), () => SaveBest(time));
    }

    public void Dispose()
    {
        _trainer.Generator.Dispose();
        _trainer.Discriminator.Dispose();
        _trainer.Dispose();
        _average.Dispose();
        _averaged.Dispose();
        _mnist.Dispose();
        _folder.Dispose();
    }

    private void Train(TimeSpan time, ProgressTask bar, CancellationToken cancellation)
    {
        _trainer.Stepped += step =>
        {
            _average.Update();
            bar.Description =
                $"step {step.Step}, lossD {step.LossD:f2}, lossG {step.LossG:f2}, {step.ImagesPerSecond:n0} images/s";
        };
        new TimedTraining(Decaying, SecondsBetweenSaves).Run(
            time.TotalSeconds,
            bar,
            share =>
            {
                var rate = Rate * share;
                _trainer.Settings = _trainer.Settings with { LearningRateG = rate, LearningRateD = rate };
                _trainer.Train(steps: 10, cancellation);
            },
            Keep);
        Keep();
    }

    private void SaveBest(TimeSpan time)
    {
        _average.CopyTo(_averaged);
        Checkpoint.Save(_checkpoint, [("generator", _averaged)], torch.float16, new Dictionary<string, string>
        {
            ["steps"] = $"{_trainer.Step}",
            ["batch"] = $"{_trainer.Settings.BatchSize}",
            ["minutes"] = $"{time.TotalMinutes:f0}",
            ["device"] = Compute.Description,
        });
        var megabytes = new FileInfo(_checkpoint).Length / 1e6;
        AnsiConsole.WriteLine($"{_checkpoint}: {megabytes:f1} MB after {_trainer.Step} steps on {_mnist.Describe()}");
    }

    private void Keep()
    {
        _folder.Save();
        _average.CopyTo(_averaged);
        _folder.Draw(_averaged, $"step-{_trainer.Step:000000}");
    }
}
