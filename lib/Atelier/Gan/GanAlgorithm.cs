using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Algorithm 1 of Goodfellow et al. 2014 (arXiv:1406.2661), with what the settings add: losses, a penalty, numbers of steps.
/// </summary>
internal sealed class GanAlgorithm(GanPlay play) : IDisposable
{
    private readonly LossGuard _guard = new(kept: "G");

    public GanPlay Play { get; } = play;

    public GanOptimizers Optimizers { get; } = new(play.Generator, play.Discriminator, play.Settings);

    /// <summary>Steps of G so far.</summary>
    public int Step { get; set; }

    private GanSettings Settings => Play.Settings;

    /// <summary>One step: D learns to tell x from G(z), then G learns to make D mistake G(z) for x.</summary>
    public GanStep Learn()
    {
        using var scope = NewDisposeScope();
        using var random = Play.Random(); // for networks and changes that draw numbers

        // D's turns: descend lossD.
        for (var turn = 1; turn < Settings.StepsOfD; turn++)
        {
            using var own = NewDisposeScope();
            Descend(Play.Next());
        }

        var round = Play.Next();
        if (Settings.StepsOfD > 0) Descend(round);

        // G's turn: descend lossG through a D that stands still. The same z, judged by the D that has just learnt.
        using var still = Frozen.Weights(Play.Discriminator);
        var lossG = Settings.GeneratorObjective is { } objective
            ? objective(Play.Discriminator, round.X, round.Fake)
            : Settings.GeneratorLoss(Play.D(round.Fake));
        Gradients.Renew(Play.Generator, lossG);

        // The only wait for the device in a step. It comes before G moves, so that G never follows a loss that is no number.
        var length = Gradients.Length(Play.Generator);
        var numbers = stack([round.LossD, lossG, round.Real.sigmoid().mean(), round.Judged.sigmoid().mean(), length])
            .detach().cpu().data<float>();
        _guard.Check(
            Step + 1, Settings.LearningRateG,
            ("lossD", numbers[0]), ("lossG", numbers[1]), ("the length of lossG's gradient", numbers[4]));
        Optimizers.G.step();
        Step++;
        return new GanStep(Step, Play.Epochs, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 0);
    }

    /// <summary>A step of D alone, which is no step of the training.</summary>
    public void LearnToTell()
    {
        using var scope = NewDisposeScope();
        using var random = Play.Random();
        Descend(Play.Next());
    }

    // D's turn. A penalty that is paid each k-th time is paid k times over.
    private void Descend(GanRound round)
    {
        var paid = round.LossD;
        if (Settings.Penalty is { } penalty && (Play.Batches - 1) % penalty.Every == 0)
            paid = paid + penalty.Every * penalty.Of(Play.Discriminator, round.X, round.Fake.detach());
        _guard.CheckOnCpu(Step + 1, Settings.LearningRateD, "lossD", paid);
        Gradients.Renew(Play.Discriminator, paid);
        Optimizers.D.step();
        Settings.AfterStepOfD?.Invoke(Play.Discriminator);
    }

    public void Dispose()
    {
        Play.Dispose();
        Optimizers.Dispose();
    }
}
