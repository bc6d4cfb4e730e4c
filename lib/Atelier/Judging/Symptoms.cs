using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a training and its pictures look like from outside: numbers that are cheap to take and that tell the failures apart.</summary>
public sealed record Symptoms
{
    private const int LastRounds = 20;

    /// <summary>How much the first pictures differ with z: the standard deviation of a pixel over z, averaged over the pixels.</summary>
    public required double FirstVariety { get; init; }

    /// <summary>How much of a gradient tanh let through at the start: the mean of tanh′ = 1 − x² over the first pictures.</summary>
    public required double FirstSlope { get; init; }

    /// <summary>lossD over the last 20 rounds.</summary>
    public required double LossD { get; init; }

    /// <summary>The highest lossD of all rounds.</summary>
    public required double HighestLossD { get; init; }

    /// <summary>|∇lossG| over the last 20 rounds.</summary>
    public required double GradientG { get; init; }

    /// <summary>How much the last pictures differ with z, as <see cref="FirstVariety"/>.</summary>
    public required double Variety { get; init; }

    /// <summary>The chequered pattern in the last pictures, <see cref="Atelier.Checkerboard.Strength"/>.</summary>
    public required double Checkerboard { get; init; }

    /// <summary>Takes the numbers.</summary>
    /// <param name="gan">after at least one round</param>
    /// <param name="pictures">[N, 1, 28, 28] by its generator, now</param>
    public static Symptoms Of(SmallGan gan, Tensor pictures)
    {
        var last = gan.History.TakeLast(LastRounds).ToArray();
        return new Symptoms
        {
            FirstVariety = VarietyOf(gan.First),
            FirstSlope = SlopeOf(gan.First),
            LossD = last.Average(round => round.LossD),
            HighestLossD = gan.History.Max(round => round.LossD),
            GradientG = last.Average(round => round.GradientG),
            Variety = VarietyOf(pictures),
            Checkerboard = Atelier.Checkerboard.Strength(pictures),
        };
    }

    private static double VarietyOf(Tensor x)
    {
        using var scope = NewDisposeScope();
        return x.std(0).mean().item<float>();
    }

    private static double SlopeOf(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (1 - x.square()).mean().item<float>();
    }
}
