using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains a generator G against a discriminator D: algorithm 1 of Goodfellow et al. 2014 (arXiv:1406.2661). Its settings make the
/// other games of the family out of it: other losses, optimizers, penalties, numbers of steps.
/// <see cref="Train"/> is the loop; <see cref="Learn"/> is the algorithm. It prints nothing: listen to <see cref="Stepped"/> and
/// <see cref="EpochEnded"/>, or read <see cref="History"/>.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private readonly RealExamples _real;
    private readonly Device _device;
    private readonly optim.Optimizer _optimizerG, _optimizerD;
    private readonly List<GanStep> _history = [];
    private readonly LossGuard _guard = new(kept: "G");
    private readonly Stopwatch _clock = new();
    private GanSettings _settings;

    /// <summary>Makes a trainer of two networks, which it uses but does not own, for images in memory.</summary>
    /// <param name="generator">G: [m, 100] → images like those below, in −1 … 1</param>
    /// <param name="discriminator">D: images → logits, [m, 1]</param>
    /// <param name="images">[N, C, H, W] bytes 0 … 255, or float32 already in −1 … 1; at least one batch of them, not to be
    /// changed meanwhile</param>
    /// <param name="settings">the DCGAN paper's by default</param>
    /// <exception cref="ArgumentException">
    /// The images, the settings or the networks do not fit; the message says what would.
    /// </exception>
    public GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor images, GanSettings? settings = null)
        : this(generator, discriminator, settings ?? new(), (own, device) =>
        {
            GanInput.Check(generator, discriminator, images, own);
            return RealExamples.Of(images, own, device);
        })
    {
    }

    /// <summary>
    /// Makes a trainer of two networks, which it uses but does not own, for examples that are drawn without end.
    /// </summary>
    /// <param name="generator">G: [m, z] → examples like those below</param>
    /// <param name="discriminator">D: examples → logits, [m, 1]</param>
    /// <param name="draw">draws so many real examples with a generator of random numbers</param>
    /// <param name="settings">the DCGAN paper's by default</param>
    public GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Func<int, Generator, Tensor> draw,
        GanSettings? settings = null)
        : this(generator, discriminator, settings ?? new(), (own, device) => RealExamples.Of(draw, own, device))
    {
    }

    private GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, GanSettings settings,
        Func<GanSettings, Device, RealExamples> real)
    {
        GanInput.Check(settings);
        (Generator, Discriminator, _settings) = (generator, discriminator, settings);
        _device = generator.parameters().First().device;
        _optimizerG = Optimizer(generator, settings.LearningRateG, settings.OptimizerG);
        _optimizerD = Optimizer(discriminator, settings.LearningRateD, settings.OptimizerD);
        _real = real(settings, _device);
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<GanStep>? Stepped;

    /// <summary>After each pass through the images, with the last step's losses.</summary>
    public event Action<GanStep>? EpochEnded;

    /// <summary>G.</summary>
    public nn.Module<Tensor, Tensor> Generator { get; }

    /// <summary>D.</summary>
    public nn.Module<Tensor, Tensor> Discriminator { get; }

    /// <summary>
    /// How it trains. Change it and go on (<c>trainer.Settings = trainer.Settings with { LearningRateG = 1e-4 }</c>): learning
    /// rates, losses, penalty and numbers of steps hold from the next step on.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// What makes the batches or the optimizers is another: that needs a new trainer.
    /// </exception>
    public GanSettings Settings
    {
        get => _settings;
        set
        {
            if (!Lasting(value).Equals(Lasting(_settings)))
                throw new ArgumentException(
                    "BatchSize, LatentSize, Seed, Beta1 and the optimizers stay as they are: make a new trainer.");
            GanInput.Check(value);
            (Rate(_optimizerG).LearningRate, Rate(_optimizerD).LearningRate) = (value.LearningRateG, value.LearningRateD);
            _settings = value;
        }
    }

    /// <summary>Steps of G done so far.</summary>
    public int Step { get; internal set; }

    /// <summary>All steps that this trainer has done, the first one first.</summary>
    public IReadOnlyList<GanStep> History => _history;

    /// <summary>
    /// Steps in one pass through the images; images that do not fill a last batch wait for the next pass, in another order. 0
    /// where they are drawn without end.
    /// </summary>
    public int StepsPerEpoch => _real.BatchesPerEpoch / Math.Max(1, Settings.StepsOfD);

    /// <summary>Batches that D has been asked about.</summary>
    internal int Batches { get; set; }

    internal Adam AdamG => AsAdam(_optimizerG);

    internal Adam AdamD => AsAdam(_optimizerD);

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps of G</param>
    /// <param name="cancellation">stops between two steps, and everything learnt is kept; by default a notebook's stop
    /// button</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss is NaN or infinite. Neither network has taken a step by such a loss; on a GPU D may have, and G has not: lossD is
    /// read there together with lossG. (What BatchNorm counts, it counts before there is a loss.)
    /// </exception>
    public void Train(int steps, CancellationToken? cancellation = null)
    {
        _clock.Reset();
        Repeat(steps, cancellation, done =>
        {
            _clock.Start();
            var step = Learn();
            _clock.Stop();

            Step++;
            step = step with { ImagesPerSecond = done * Settings.BatchSize / _clock.Elapsed.TotalSeconds };
            _history.Add(step);
            Stepped?.Invoke(step);
            if (StepsPerEpoch > 0 && Step % StepsPerEpoch == 0)
            {
                EpochEnded?.Invoke(step);
            }
        });
    }

    /// <summary>
    /// Trains D alone for so many steps: a D that is ahead. They are no steps of the training, and are not in its history.
    /// </summary>
    /// <param name="steps">number of steps of D</param>
    /// <param name="cancellation">as for <see cref="Train"/></param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">lossD is NaN or infinite; D has taken no step by it.</exception>
    public void TrainDiscriminator(int steps, CancellationToken? cancellation = null) => Repeat(steps, cancellation, _ =>
    {
        using var scope = NewDisposeScope();
        using var random = new OwnRandom(ImageOrder.Mix(Settings.Seed, Batches));
        Descend(Ask());
    });

    /// <summary>
    /// Saves the training so that <see cref="Load"/> goes on from here: networks, Adam's memory and the step's number.
    /// </summary>
    /// <param name="path">where to, ending in .safetensors; the file appears only when it is whole</param>
    /// <exception cref="InvalidOperationException">An optimizer is another than Adam.</exception>
    public void Save(string path) => GanTrainerState.Save(this, path);

    /// <summary>
    /// Goes back to what was saved. With the same images and settings the training goes on exactly as it would have without the
    /// break.
    /// </summary>
    /// <param name="path">a file that <see cref="Save"/> wrote</param>
    /// <exception cref="InvalidDataException">The file is damaged, or is of other networks; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">An optimizer is another than Adam.</exception>
    public void Load(string path) => GanTrainerState.Load(this, path);

    private void Repeat(int steps, CancellationToken? cancellation, Action<int> step)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var stop = cancellation ?? RunningCell.Cancellation;
        Generator.train();
        Discriminator.train();
        for (var done = 1; done <= steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            step(done);
        }
    }

    /// <summary>One step: D learns to tell x from G(z), then G learns to make D mistake G(z) for x.</summary>
    private GanStep Learn()
    {
        using var scope = NewDisposeScope();
        using var random = new OwnRandom(ImageOrder.Mix(Settings.Seed, Batches)); // for networks and changes that draw numbers

        // D's turns: descend lossD.
        for (var turn = 1; turn < Settings.StepsOfD; turn++)
        {
            using var own = NewDisposeScope();
            Descend(Ask());
        }

        var asked = Ask();
        if (Settings.StepsOfD > 0)
            Descend(asked);

        // G's turn: descend lossG through a D that stands still. The same z, judged by the D that has just learnt.
        using var still = Frozen.Weights(Discriminator);
        var lossG = Settings.GeneratorObjective is { } objective
            ? objective(Discriminator, asked.X, asked.Fake)
            : Settings.GeneratorLoss(D(asked.Fake));
        Differentiate(lossG, Generator);

        // The only wait for the device in a step. It comes before G moves, so that G never follows a loss that is no number.
        var numbers = stack([asked.LossD, lossG, asked.Real.sigmoid().mean(), asked.Judged.sigmoid().mean(), LengthOfGradient()])
            .detach().cpu().data<float>();
        _guard.Check(
            Step + 1, Settings.LearningRateG,
            ("lossD", numbers[0]), ("lossG", numbers[1]), ("the length of lossG's gradient", numbers[4]));
        _optimizerG.step();
        var epoch = _real.BatchesPerEpoch > 0 ? (double)Batches / _real.BatchesPerEpoch : 0;
        return new GanStep(Step + 1, epoch, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 0);
    }

    /// <summary>
    /// Asks D about the next real examples and as many of G's, which are left out of its loss's gradient (detach).
    /// </summary>
    private (Tensor X, Tensor Fake, Tensor Real, Tensor Judged, Tensor LossD) Ask()
    {
        var x = _real.Batch(Batches);
        var fake = G(Noise());
        Batches++;
        var (judgedReal, judged) = (D(x), D(fake.detach()));
        return (x, fake, judgedReal, judged, Settings.DiscriminatorLoss(judgedReal, judged));
    }

    private void Descend((Tensor X, Tensor Fake, Tensor Real, Tensor Judged, Tensor LossD) asked)
    {
        var paid = asked.LossD + Penalty(asked.X, asked.Fake.detach());
        _guard.CheckOnCpu(Step + 1, Settings.LearningRateD, "lossD", paid);
        Differentiate(paid, Discriminator);
        _optimizerD.step();
        Settings.AfterStepOfD?.Invoke(Discriminator);
    }

    private Tensor Penalty(Tensor x, Tensor fake) => Settings.Penalty is { } penalty && (Batches - 1) % penalty.Every == 0
        ? penalty.Every * penalty.Of(Discriminator, x, fake)
        : 0;

    private Tensor G(Tensor z)
    {
        using var precision = Precision();
        return Generator.call(z).to(float32);
    }

    private Tensor D(Tensor x)
    {
        using var precision = Precision();
        return Discriminator.call(Settings.Augment is { } change ? change(x) : x).to(float32);
    }

    private Autocast? Precision() => Settings.BFloat16 ? Autocast.BFloat16(_device) : null;

    private static void Differentiate(Tensor loss, nn.Module network)
    {
        network.zero_grad();
        loss.backward();
    }

    private Tensor LengthOfGradient() =>
        cat([.. Generator.parameters().Select(weight => weight.grad).OfType<Tensor>()
            .Select(gradient => gradient.flatten())]).norm();

    /// <summary>[m, 100] from N(0, 1), drawn on the CPU: the same numbers on every device.</summary>
    private Tensor Noise()
    {
        using var generator = new Generator(ImageOrder.Mix(Settings.Seed, Batches), CPU);
        return randn(Settings.BatchSize, Settings.LatentSize, generator: generator).to(_device);
    }

    private optim.Optimizer Optimizer(
        nn.Module network, double rate, Func<IEnumerable<Parameter>, double, optim.Optimizer>? make) =>
        make is null
            ? optim.Adam(network.parameters(), rate, Settings.Beta1)
            : make(network.parameters(), rate);

    private static Adam AsAdam(optim.Optimizer optimizer) => optimizer as Adam
        ?? throw new InvalidOperationException("Only a training whose optimizers are Adam can be saved and gone on with.");

    private static optim.ILearningRateController Rate(optim.Optimizer optimizer) => optimizer.ParamGroups.First();

    private static object Lasting(GanSettings s) => (s.BatchSize, s.LatentSize, s.Seed, s.Beta1, s.OptimizerG, s.OptimizerD);

    /// <summary>Frees the order of the images and the optimizers' state; G, D and the images stay with their owner.</summary>
    public void Dispose()
    {
        _real.Dispose();
        _optimizerG.Dispose();
        _optimizerD.Dispose();
    }
}
