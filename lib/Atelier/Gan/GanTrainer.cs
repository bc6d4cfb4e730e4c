using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains a generator G against a discriminator D: algorithm 1 of Goodfellow et al. 2014 (arXiv:1406.2661) with one step of D for
/// each of G, and Adam.
/// <see cref="Train"/> is the loop; <see cref="Learn"/> is the algorithm. It prints nothing: listen to <see cref="Stepped"/> and
/// <see cref="EpochEnded"/>.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private readonly Tensor images;
    private readonly ImageOrder order;
    private readonly Stopwatch clock = new();
    private readonly LossGuard guard = new(kept: "G");

    /// <summary>Makes a trainer of two networks, which it uses but does not own.</summary>
    /// <param name="generator">G: [m, 100] → images like those below, in −1 … 1</param>
    /// <param name="discriminator">D: images → logits, [m, 1]</param>
    /// <param name="images">[N, C, H, W] bytes 0 … 255, or float32 already in −1 … 1; at least one batch of them</param>
    /// <param name="settings">the DCGAN paper's by default</param>
    /// <exception cref="ArgumentException">The images, the settings or the networks do not fit; the message says what would.</exception>
    public GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor images, GanSettings? settings = null)
    {
        Settings = settings ?? new GanSettings();
        GanInput.Check(generator, discriminator, images, Settings);
        (Generator, Discriminator) = (generator, discriminator);
        var device = generator.parameters().First().device;
        this.images = images.to(device, copy: true).DetachFromDisposeScope();
        order = new ImageOrder(images.shape[0], Settings.BatchSize, Settings.Seed);
        AdamG = optim.Adam(generator.parameters(), Settings.LearningRate, Settings.Beta1);
        AdamD = optim.Adam(discriminator.parameters(), Settings.LearningRate, Settings.Beta1);
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<GanStep>? Stepped;

    /// <summary>After each pass through the images, with the last step's losses.</summary>
    public event Action<GanStep>? EpochEnded;

    /// <summary>G.</summary>
    public nn.Module<Tensor, Tensor> Generator { get; }

    /// <summary>D.</summary>
    public nn.Module<Tensor, Tensor> Discriminator { get; }

    /// <summary>How it trains.</summary>
    public GanSettings Settings { get; }

    /// <summary>Steps done so far.</summary>
    public int Step { get; internal set; }

    /// <summary>
    /// Steps in one pass through the images; images that do not fill a last batch wait for the next pass, in another order.
    /// </summary>
    public int StepsPerEpoch => order.BatchesPerEpoch;

    /// <summary>
    /// Adam's learning rate of both networks from the next step on, <see cref="GanSettings.LearningRate"/> at first: for a schedule,
    /// set it after each step. It is not saved; the step's number is.
    /// </summary>
    public double LearningRate
    {
        get => AdamG.ParamGroups.First().LearningRate;
        set
        {
            foreach (var adam in new[] { AdamG, AdamD })
            {
                adam.ParamGroups.First().LearningRate = Require.LearningRate(value);
            }
        }
    }

    internal Adam AdamG { get; }

    internal Adam AdamD { get; }

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps</param>
    /// <param name="cancellation">stops between two steps, and everything learnt is kept; by default a notebook's stop
    /// button</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss is NaN or infinite. Neither network has taken a step by such a loss; on a GPU D may have, and G has not: lossD is read
    /// there together with lossG. (What BatchNorm counts, it counts before there is a loss.)
    /// </exception>
    public void Train(int steps, CancellationToken? cancellation = null)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var stop = cancellation ?? RunningCell.Cancellation;
        clock.Reset();
        Generator.train();
        Discriminator.train();
        for (var done = 1; done <= steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            clock.Start();
            var (lossD, lossG, dReal, dFake) = Learn();
            clock.Stop();

            Step++;
            var speed = done * Settings.BatchSize / clock.Elapsed.TotalSeconds;
            var report = new GanStep(Step, (double)Step / StepsPerEpoch, lossD, lossG, dReal, dFake, speed);
            Stepped?.Invoke(report);
            if (Step % StepsPerEpoch == 0)
            {
                EpochEnded?.Invoke(report);
            }
        }
    }

    /// <summary>
    /// Saves the training so that <see cref="Load"/> goes on from here: networks, Adam's memory and the step's number.
    /// </summary>
    /// <param name="path">where to, ending in .safetensors; the file appears only when it is whole</param>
    public void Save(string path) => GanTrainerState.Save(this, path);

    /// <summary>
    /// Goes back to what was saved. With the same images and settings the training goes on exactly as it would have without the
    /// break.
    /// </summary>
    /// <param name="path">a file that <see cref="Save"/> wrote</param>
    /// <exception cref="InvalidDataException">The file is damaged, or is of other networks; nothing was changed.</exception>
    public void Load(string path) => GanTrainerState.Load(this, path);

    /// <summary>One step: D learns to tell x from G(z), then G learns to make D mistake G(z) for x.</summary>
    private (float LossD, float LossG, float DReal, float DFake) Learn()
    {
        using var scope = NewDisposeScope();
        var x = NextImages();
        var z = Noise();
        var fake = G(z);

        // D's turn: descend lossD. G is left out (detach).
        var real = D(x);
        var judged = D(fake.detach());
        var lossD = GanLoss.Discriminator(real, judged);
        var paid = lossD + Penalty(x);
        guard.CheckOnCpu(Step + 1, LearningRate, "lossD", paid);
        Differentiate(paid, Discriminator);
        AdamD.step();

        // G's turn: descend lossG through a D that stands still. The same images, judged by the D that has just learnt.
        using var still = Frozen.Weights(Discriminator);
        var lossG = Settings.GeneratorLoss(D(fake));
        Differentiate(lossG, Generator);

        // The only wait for the device in a step. It comes before G moves, so that G never follows a loss that is no number.
        var numbers = stack([lossD, lossG, real.sigmoid().mean(), judged.sigmoid().mean()]).detach().cpu().data<float>();
        guard.Check(Step + 1, LearningRate, ("lossD", numbers[0]), ("lossG", numbers[1]));
        AdamG.step();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private Tensor Penalty(Tensor x) => Settings.R1 > 0 && Step % R1Penalty.Every == 0
        ? R1Penalty.Every * R1Penalty.Of(Discriminator, x, Settings.R1)
        : 0;

    private Tensor G(Tensor z)
    {
        using var precision = Precision();
        return Generator.call(z).to(float32);
    }

    private Tensor D(Tensor x)
    {
        using var precision = Precision();
        return Discriminator.call(x).to(float32);
    }

    private Autocast? Precision() => Settings.BFloat16 ? Autocast.BFloat16(images.device) : null;

    private static void Differentiate(Tensor loss, nn.Module network)
    {
        network.zero_grad();
        loss.backward();
    }

    /// <summary>[m, 100] from N(0, 1), drawn on the CPU: the same numbers on every device.</summary>
    private Tensor Noise()
    {
        using var generator = new Generator(ImageOrder.Mix(Settings.Seed, Step), CPU);
        return randn(Settings.BatchSize, Latent.Size, generator: generator).to(images.device);
    }

    /// <summary>[m, C, H, W] in −1 … 1: the next images in this epoch's order.</summary>
    private Tensor NextImages()
    {
        var batch = images.index_select(0, order.Batch(Step).to(images.device));
        return batch.dtype == uint8 ? batch.to(float32) / 127.5 - 1 : batch;
    }

    /// <summary>Frees the images and Adam's state; G and D stay with their owner.</summary>
    public void Dispose()
    {
        images.Dispose();
        order.Dispose();
        AdamG.Dispose();
        AdamD.Dispose();
    }
}
