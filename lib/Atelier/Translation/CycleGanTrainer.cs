using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains two translators without pairs (Zhu et al. 2017, arXiv:1703.10593): G from A to B and F from B to A, each against a
/// discriminator of its own, so that what they make looks right; and there and back has to lead home, so that it is still the
/// same picture.
/// <see cref="Train"/> is the loop; <see cref="Learn"/> is the algorithm. With critics in the place of discriminators it is
/// DualGAN (Yi et al. 2017, arXiv:1704.02510).
/// </summary>
public sealed partial class CycleGanTrainer : IDisposable
{
    private readonly Translator _g, _f;
    private readonly Tensor _picturesA, _picturesB;
    private readonly ImageOrder _orderA, _orderB;
    private readonly PictureBuffer _bufferA, _bufferB;
    private readonly optim.Optimizer _optimizerG, _optimizerD;
    private readonly List<CycleGanStep> _history = [];
    private readonly LossGuard _guard = new();
    private int _batches;

    /// <summary>Makes a trainer of two translators, which it uses but does not own, and makes the discriminators.</summary>
    /// <param name="networks">G and F</param>
    /// <param name="a">
    /// [N, 1, H, W] in −1 … 1, sides multiples of 4, at least a batch of them; not to be changed meanwhile
    /// </param>
    /// <param name="b">[M, 3, H, W] in −1 … 1, the same sides</param>
    /// <param name="settings">CycleGAN's by default</param>
    /// <exception cref="ArgumentException">The pictures or the settings do not fit; the message says what would.</exception>
    public CycleGanTrainer(CycleGan networks, Tensor a, Tensor b, CycleGanSettings? settings = null)
    {
        Settings = settings ?? new CycleGanSettings();
        CycleGanInput.Check(a, b, Settings);
        var device = networks.parameters().First().device;
        (_g, _f) = (networks.G, networks.F);
        using (new OwnRandom((ulong)Settings.Seed))
            (DA, DB) = (new PatchDiscriminator(1).to(device), new PatchDiscriminator(3).to(device));
        (_picturesA, _picturesB) = (a.to(device).alias().DetachFromDisposeScope(), b.to(device).alias().DetachFromDisposeScope());
        (_orderA, _orderB) = (Order(a, Settings.Seed), Order(b, ~Settings.Seed));
        (_bufferA, _bufferB) = (new(Settings.BufferSize, Settings.Seed), new(Settings.BufferSize, ~Settings.Seed));
        (_optimizerG, _optimizerD) = (Optimizer(_g, _f), Optimizer(DA, DB));
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<CycleGanStep>? Stepped;

    /// <summary>Tells pictures of A from those that F makes.</summary>
    public PatchDiscriminator DA { get; }

    /// <summary>Tells pictures of B from those that G makes.</summary>
    public PatchDiscriminator DB { get; }

    /// <summary>How it trains.</summary>
    public CycleGanSettings Settings { get; }

    /// <summary>Steps done so far.</summary>
    public int Step => _history.Count;

    /// <summary>All steps that this trainer has done, the first one first.</summary>
    public IReadOnlyList<CycleGanStep> History => _history;

    /// <summary>
    /// The learning rate of all four networks from the next step on; <see cref="CycleGanSettings.LearningRate"/> at the start.
    /// </summary>
    public double LearningRate
    {
        get => _optimizerG.ParamGroups.First().LearningRate;
        set
        {
            foreach (var group in _optimizerG.ParamGroups.Concat(_optimizerD.ParamGroups))
                group.LearningRate = Require.LearningRate(value);
        }
    }

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps of G and F</param>
    /// <param name="cancellation">
    /// stops between two steps, and everything learnt is kept; by default a notebook's stop button
    /// </param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss is NaN or infinite. No network has taken a step by such a loss; on a GPU the discriminators may have.
    /// </exception>
    public void Train(int steps, CancellationToken? cancellation = null) =>
        RecordedCell.Train(this, steps, () => TrainNow(steps, cancellation));

    private IEnumerable<CycleGanStep> TrainNow(int steps, CancellationToken? cancellation)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var before = Step;
        var stop = cancellation ?? RunningCell.Cancellation;
        for (var done = 0; done < steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            Tell(Learn() with { Seconds = clock.Elapsed.TotalSeconds });
        }

        return _history.Skip(before);
    }

    private void Tell(CycleGanStep step)
    {
        _history.Add(step);
        Stepped?.Invoke(step);
    }

    /// <summary>
    /// One step: the discriminators learn to tell real from made pictures, then G and F learn to pass, and to lead home.
    /// </summary>
    private CycleGanStep Learn()
    {
        using var scope = NewDisposeScope();
        using var random = new OwnRandom(ImageOrder.Mix(Settings.Seed, _batches)); // for changes that draw numbers

        for (var turn = 1; turn < Settings.StepsOfD; turn++)
        {
            using var own = NewDisposeScope();
            Judge(Translate());
        }

        var made = Translate();
        var lossD = Judge(made);

        // The translators' turn, through discriminators that stand still.
        using var stillA = Frozen.Weights(DA);
        using var stillB = Frozen.Weights(DB);
        var game = Settings.GeneratorLoss(DB.call(made.FakeB)) + Settings.GeneratorLoss(DA.call(made.FakeA));
        var cycleA = Weighted(Settings.LambdaA, () => CycleGanLoss.Distance(_f.call(made.FakeB), made.A));
        var cycleB = Weighted(Settings.LambdaB, () => CycleGanLoss.Distance(_g.call(made.FakeA), made.B));
        var identity = Weighted(Settings.LambdaIdentity, () => CycleGanLoss.Distance(_f.call(made.A.expand_as(made.B)), made.A));
        var lossG = game + Settings.LambdaA * cycleA + Settings.LambdaB * cycleB + Settings.LambdaIdentity * identity;
        Differentiate(lossG, _optimizerG);

        // The only wait for the device in a step, before the translators move.
        var numbers = stack([lossD, game, cycleA, cycleB, identity]).detach().cpu().data<float>();
        _guard.Check(Step + 1, LearningRate, ("lossD", numbers[0]), ("lossG", numbers[1]), ("the cycle of A", numbers[2]),
            ("the cycle of B", numbers[3]), ("the identity loss", numbers[4]));
        _optimizerG.step();
        return new CycleGanStep(Step + 1, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 0);
    }

    /// <summary>The next batch of both kinds, and what G and F make of it.</summary>
    private (Tensor A, Tensor B, Tensor FakeB, Tensor FakeA) Translate()
    {
        Tensor Next(Tensor pictures, ImageOrder order) => pictures.index_select(0, order.Batch(_batches).to(pictures.device));
        var (a, b) = (Next(_picturesA, _orderA), Next(_picturesB, _orderB));
        _batches++;
        return (a, b, _g.call(a), _f.call(b));
    }

    /// <summary>A step of both discriminators, who are shown some made pictures of earlier steps again.</summary>
    private Tensor Judge((Tensor A, Tensor B, Tensor FakeB, Tensor FakeA) made)
    {
        var (fakeA, fakeB) = (_bufferA.Exchange(made.FakeA), _bufferB.Exchange(made.FakeB));
        var lossD = Settings.DiscriminatorLoss(DA.call(made.A), DA.call(fakeA))
            + Settings.DiscriminatorLoss(DB.call(made.B), DB.call(fakeB));
        _guard.CheckOnCpu(Step + 1, LearningRate, "lossD", lossD);
        Differentiate(lossD, _optimizerD);
        _optimizerD.step();
        Settings.AfterStepOfD?.Invoke(DA);
        Settings.AfterStepOfD?.Invoke(DB);
        return lossD;
    }

    private Tensor Weighted(double weight, Func<Tensor> loss) => weight > 0 ? loss() : zeros([], device: _picturesA.device);

    private static void Differentiate(Tensor loss, optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        loss.backward();
    }

    private ImageOrder Order(Tensor pictures, int seed) => new(pictures.shape[0], Settings.BatchSize, seed);

    private optim.Optimizer Optimizer(params nn.Module[] networks)
    {
        var weights = networks.SelectMany(network => network.parameters());
        return Settings.Optimizer is { } make ? make(weights, Settings.LearningRate)
            : optim.Adam(weights, Settings.LearningRate, beta1: 0.5);
    }

    /// <summary>Frees discriminators, buffers and the optimizers' state; G, F and the pictures stay with their owner.</summary>
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { DA, DB, _picturesA, _picturesB, _orderA, _orderB, _bufferA, _bufferB,
            _optimizerG, _optimizerD })
            part.Dispose();
    }
}
