using Spectre.Console;
using TorchSharp;

namespace Atelier.Making;

/// <summary>
/// A training of the DCGAN on MNIST that can be stopped at any time and resumed: its state and a grid of samples after each epoch
/// lie in a folder beside the checkpoint that it makes. What it does beyond the plain DCGAN: D has a layer that sees the
/// whole digit and pays for steep slopes (<see cref="R1Penalty"/>), batches are half as large, so that there are twice as many
/// steps, the learning rate falls to zero over the last quarter, and what is kept is the running mean of the generator's weights,
/// with BatchNorm's statistics counted anew.
/// </summary>
internal sealed class DcganTraining : IDisposable
{
    private readonly bool _plain;
    private readonly double _fullRate;
    private readonly string _checkpoint;
    private readonly Mnist _mnist = Mnist.Train();
    private readonly GanTrainer _trainer;
    private readonly WeightAverage _average;
    private readonly DcganGenerator _averaged = new DcganGenerator().to(Compute.Device);
    private readonly GanFolder _folder;

    /// <param name="settings">what both kinds share: seed and precision</param>
    /// <param name="checkpoint">the file to write</param>
    /// <param name="plain">
    /// the plain DCGAN, for comparison: its own D, a constant learning rate, and the last weights as they are
    /// </param>
    public DcganTraining(GanSettings settings, string checkpoint, bool plain)
    {
        (_checkpoint, _plain, _fullRate) = (checkpoint, plain, settings.LearningRateG);
        Seed.Everything(settings.Seed);
        var generator = new DcganGenerator().to(Compute.Device);
        var own = settings with { CudaGraph = true };
        if (!plain) own = own with { BatchSize = 64, Penalty = R1Penalty.Of(gamma: 1, every: 8) };
        _trainer = new GanTrainer(generator, Discriminator(plain).to(Compute.Device), _mnist.Images, own);
        _average = new WeightAverage(_trainer.Generator);
        _folder = new GanFolder(checkpoint, _trainer, _average);
    }

    /// <param name="epochs">passes through MNIST to have done in the end</param>
    /// <param name="resume">whether to go on with the state that is there</param>
    /// <param name="cancellation">stops between two steps</param>
    /// <returns>the command's exit code</returns>
    public int Run(int epochs, bool resume, CancellationToken cancellation)
    {
        if (resume) _folder.Resume();
        var steps = epochs * _trainer.StepsPerEpoch;
        return new LongTraining(_folder.State, _folder.Save)
            .Run("DCGAN", steps, bar => Train(steps, bar, cancellation), SaveBest);
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

    private void Train(int steps, ProgressTask bar, CancellationToken cancellation)
    {
        Slow(steps);
        bar.Value = _trainer.Step;
        _trainer.Stepped += step =>
        {
            _average.Update();
            Slow(steps);
            bar.Value = step.Step;
            bar.Description =
                $"epoch {step.Epoch:f1}, lossD {step.LossD:f2}, lossG {step.LossG:f2}, {step.ImagesPerSecond:n0} images/s";
        };
        _trainer.EpochEnded += step => Keep(step.Step / _trainer.StepsPerEpoch);
        if (_trainer.Step < steps) _trainer.Train(steps - _trainer.Step, cancellation);
    }

    private void SaveBest()
    {
        Checkpoint.Save(_checkpoint, [("generator", Best())], torch.float16);
        var megabytes = new FileInfo(_checkpoint).Length / 1e6;
        AnsiConsole.WriteLine($"{_checkpoint}: {megabytes:f1} MB after {_trainer.Step} steps on {_mnist.Describe()}");
    }

    private static torch.nn.Module<torch.Tensor, torch.Tensor> Discriminator(bool plain) =>
        plain ? new DcganDiscriminator() : new WholeDigitDiscriminator();

    /// <summary>
    /// The learning rate is constant over the first three quarters of all steps, then falls in a straight line to zero.
    /// </summary>
    private void Slow(int steps)
    {
        var rate = _fullRate * (_plain ? 1 : Math.Clamp(4 * (1 - (double)_trainer.Step / steps), 0, 1));
        _trainer.Settings = _trainer.Settings with { LearningRateG = rate, LearningRateD = rate };
    }

    private torch.nn.Module<torch.Tensor, torch.Tensor> Best()
    {
        if (_plain)
            return _trainer.Generator;

        _average.CopyTo(_averaged);
        BatchNormStatistics.Recount(_averaged);
        return _averaged;
    }

    private void Keep(int epoch)
    {
        _folder.Save();
        _folder.Draw(Best(), $"epoch-{epoch:00}");
    }
}
