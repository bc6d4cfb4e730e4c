using Spectre.Console;
using TorchSharp;

namespace Atelier.Cli;

/// <summary>
/// A training of the DCGAN on MNIST that can be stopped at any time and resumed: its state and a grid of samples after each epoch
/// lie in a folder beside the checkpoint that it makes.
/// </summary>
internal sealed class DcganTraining : IDisposable
{
    private readonly string checkpoint;
    private readonly string folder;
    private readonly Mnist mnist = Mnist.Train();
    private readonly GanTrainer trainer;
    private readonly torch.Tensor z = Latent.Sample(64, seed: 0);

    public DcganTraining(GanSettings settings, string checkpoint)
    {
        this.checkpoint = checkpoint;
        folder = Path.ChangeExtension(checkpoint, ".training");
        Seed.Everything(settings.Seed);
        trainer = new GanTrainer(
            new DcganGenerator().to(Compute.Device), new DcganDiscriminator().to(Compute.Device), mnist.Images, settings);
    }

    private string State => Path.Combine(folder, "state.safetensors");

    public int Run(int epochs, bool resume, ProgressContext screen, CancellationToken cancellation)
    {
        if (resume && File.Exists(State))
        {
            trainer.Load(State);
        }

        var bar = screen.AddTask("DCGAN", maxValue: epochs * trainer.StepsPerEpoch);
        bar.Value = trainer.Step;
        trainer.Stepped += step =>
        {
            bar.Value = step.Step;
            bar.Description =
                $"epoch {step.Epoch:f1}, lossD {step.LossD:f2}, lossG {step.LossG:f2}, {step.ImagesPerSecond:n0} images/s";
        };
        trainer.EpochEnded += step => Keep(step.Step / trainer.StepsPerEpoch);
        try
        {
            trainer.Train(epochs * trainer.StepsPerEpoch - trainer.Step, cancellation);
        }
        catch (OperationCanceledException)
        {
            trainer.Save(State);
            AnsiConsole.WriteLine($"Stopped at step {trainer.Step}; nothing is lost: go on with the same command and --resume.");
            return 130;
        }

        Checkpoint.Save(checkpoint, [("generator", trainer.Generator), ("discriminator", trainer.Discriminator)], torch.float16);
        var megabytes = new FileInfo(checkpoint).Length / 1e6;
        AnsiConsole.WriteLine($"{checkpoint}: {megabytes:f1} MB after {trainer.Step} steps on {mnist.Describe()}");
        return 0;
    }

    public void Dispose()
    {
        trainer.Generator.Dispose();
        trainer.Discriminator.Dispose();
        trainer.Dispose();
        mnist.Dispose();
        z.Dispose();
    }

    private void Keep(int epoch)
    {
        trainer.Save(State);
        using var scope = torch.NewDisposeScope();
        Images.Save(Images.Grid(trainer.Generator.Sample(z)), Path.Combine(folder, $"epoch-{epoch:00}.png"));
    }
}
