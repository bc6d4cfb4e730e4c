using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Algorithm 1 of Goodfellow et al. 2014 (arXiv:1406.2661), with what the settings add: losses, a penalty, numbers of steps.
/// </summary>
internal sealed class GanAlgorithm : IDisposable
{
    private readonly LossGuard _guard = new(kept: "G");
    public GanAlgorithm(GanPlay play)
    {
        Play = play;
        Optimizers = new GanOptimizers(play.Generator, play.Discriminator, play.Settings);
    }

    public GanPlay Play { get; }

    public GanOptimizers Optimizers { get; }

    /// <summary>Its steps as graphs, where the settings want them.</summary>
    public GanRecordings Recordings { get; } = new();

    /// <summary>Steps of G so far.</summary>
    public int Step { get; set; }

    private GanSettings Settings => Play.Settings;

    /// <summary>Goes on with other settings.</summary>
    public void Change(GanSettings settings)
    {
        Optimizers.SetRates(settings);
        if (GanRecordings.AreOfOtherSteps(Settings, settings)) Recordings.Dispose();
        Play.Settings = settings;
    }

    /// <summary>One step: D learns to tell x from G(z), then G learns to make D mistake G(z) for x.</summary>
    /// <exception cref="NotFiniteNumberException">A loss is no number; nothing has followed it.</exception>
    public GanStep Learn()
    {
        using var scope = NewDisposeScope();
        using var random = Play.Random(); // for networks and changes that draw numbers
        GanBatch[] batches = [.. Enumerable.Range(0, Math.Max(1, Settings.StepsOfD)).Select(_ => Play.Draw(scope))];
        var pattern = string.Concat(batches.Select(batch => Pays(batch) ? 'p' : '-'));
        var results = Recordings.Run(Turns, batches, pattern, Settings, Play.Device);
        Play.Prepare();
        var numbers = results.cpu().data<float>(); // the only wait for the device in a step
        _guard.Check(
            Step + 1, Settings.LearningRateG,
            ("lossD", numbers[5]), ("lossD", numbers[0]), ("lossG", numbers[1]),
            ("the length of lossG's gradient", numbers[4]));
        Step++;
        return new GanStep(Step, Play.Epochs, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 0);
    }

    /// <summary>A step of D alone, which is no step of the training.</summary>
    /// <exception cref="NotFiniteNumberException">lossD is no number; D has not followed it.</exception>
    public void LearnToTell()
    {
        using var scope = NewDisposeScope();
        using var random = Play.Random();
        var batch = Play.Draw(scope);
        var paid = Descend(batch, Play.Ask(batch));
        _guard.Check(Step + 1, Settings.LearningRateD, ("lossD", paid.item<float>()));
    }

    // D's turns, then G's, on the device alone: no number is read, and nothing follows one that is not finite.
    private Tensor Turns(GanBatch[] batches)
    {
        var earlier = batches[..^1].Select(DescendAlone).ToArray();
        var round = Play.Ask(batches[^1]);
        var lossD = Settings.StepsOfD > 0 ? Descend(batches[^1], round) : round.LossD.detach();
        lossD = earlier.Aggregate(lossD, (sum, loss) => sum + loss) / batches.Length;

        // G's turn: descend lossG through a D that stands still. The same z, judged by the D that has just learnt.
        using var still = Frozen.Weights(Play.Discriminator);
        var lossG = Settings.GeneratorObjective is { } objective
            ? objective(Play.Discriminator, round.X, round.Fake)
            : Settings.GeneratorLoss(Play.D(round.Fake));
        Gradients.Renew(Play.Generator, lossG);
        var length = Gradients.Length(Play.Generator);
        Optimizers.G.Step(Stopped(lossD + lossG + length));
        return stack([round.LossD, lossG, round.Real.sigmoid().mean(), round.Judged.sigmoid().mean(), length, lossD]).detach();
    }

    private Tensor DescendAlone(GanBatch batch)
    {
        using var scope = NewDisposeScope();
        return Descend(batch, Play.Ask(batch)).MoveToOuterDisposeScope();
    }

    // D's turn. A penalty that is paid each k-th time is paid k times over.
    private Tensor Descend(GanBatch batch, GanRound round)
    {
        var paid = round.LossD;
        if (Pays(batch) && Settings.Penalty is { } penalty)
            paid = paid + penalty.Every * penalty.Of(Play.Discriminator, round.X, round.Fake.detach());
        Gradients.Renew(Play.Discriminator, paid);
        Optimizers.D.Step(Stopped(paid));
        Settings.AfterStepOfD?.Invoke(Play.Discriminator);
        return paid.detach();
    }

    private bool Pays(GanBatch batch) => Settings.Penalty is { } penalty && batch.Number % penalty.Every == 0;

    /// <summary>1 where a number is not finite, else 0.</summary>
    private static Tensor Stopped(Tensor number) => number.detach().isfinite().logical_not().to(float32);

    public void Dispose()
    {
        Recordings.Dispose();
        Play.Dispose();
        Optimizers.Dispose();
    }
}
