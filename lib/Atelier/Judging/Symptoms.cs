using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What a training and its pictures look like from outside: numbers that are cheap to take and that tell the failures apart.
/// </summary>
public sealed record Symptoms
{
    private const int LastSteps = 20;

    /// <summary>
    /// How much the first pictures differ with z: the standard deviation of a pixel over z, averaged over the pixels.
    /// </summary>
    public required double FirstVariety { get; init; }

    /// <summary>
    /// How much of a gradient tanh let through at the start: the mean of tanh′ = 1 − x² over the first pictures.
    /// </summary>
    public required double FirstSlope { get; init; }

    /// <summary>lossD over the last 20 steps.</summary>
    public required double LossD { get; init; }

    /// <summary>The highest lossD of all steps.</summary>
    public required double HighestLossD { get; init; }

    /// <summary>|∇lossG| over the last 20 steps.</summary>
    public required double GradientG { get; init; }

    /// <summary>How much the last pictures differ with z, as <see cref="FirstVariety"/>.</summary>
    public required double Variety { get; init; }

    /// <summary>The chequered pattern in the last pictures, <see cref="Atelier.Checkerboard.Strength"/>.</summary>
    public required double Checkerboard { get; init; }

    /// <summary>
    /// The name of a number that is not finite, or null. Every comparison with NaN says no: all would look well.
    /// </summary>
    internal string? NotFinite => new[]
    {
        (nameof(FirstVariety), FirstVariety), (nameof(FirstSlope), FirstSlope), (nameof(LossD), LossD),
        (nameof(HighestLossD), HighestLossD), (nameof(GradientG), GradientG), (nameof(Variety), Variety),
        (nameof(Checkerboard), Checkerboard),
    }.Where(number => !double.IsFinite(number.Item2)).Select(number => number.Item1).FirstOrDefault();

    /// <summary>Takes the numbers.</summary>
    /// <param name="gan">after at least one step</param>
    /// <param name="pictures">[N, 1, 28, 28] in −1 … 1 by its generator, now; N at least 2</param>
    /// <exception cref="ArgumentException">The GAN was not trained yet, or the pictures are others than these.</exception>
    public static Symptoms Of(SmallGan gan, Tensor pictures)
    {
        Require.AtLeast(1, gan.Trainer.History.Count, "The number of steps that the GAN was trained for");
        PictureInput.Batch(pictures, "The pictures", channels: 1, side: 28);
        Require.AtLeast(2, (int)pictures.shape[0], "The number of pictures");
        PictureInput.Values(pictures, "The pictures", from: -1);
        var last = gan.Trainer.History.TakeLast(LastSteps).ToArray();
        return new Symptoms
        {
            FirstVariety = VarietyOf(gan.First),
            FirstSlope = SlopeOf(gan.First),
            LossD = last.Average(step => step.LossD),
            HighestLossD = gan.Trainer.History.Max(step => step.LossD),
            GradientG = last.Average(step => step.GradientG),
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
