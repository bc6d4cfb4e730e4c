namespace Atelier;

/// <summary>
/// Names what is wrong with a training from a handful of numbers. The first rule that holds decides: causes come before their
/// consequences. The thresholds are set for a <see cref="SmallGan"/> on MNIST; the healthy value is given with each.
/// </summary>
public static class FailureDetector
{
    /// <summary>Looks at the symptoms.</summary>
    public static Diagnosis Examine(Symptoms s) =>
        s.NotFinite is { } name ? new(Failure.NotFinite, $"{name} is not a number, or infinite")
        : s.FirstSlope < 0.5 ? new(Failure.BadInitialisation, $"tanh′ was {s.FirstSlope:f2} at the start, where 1 is healthy")
        : s.FirstVariety < 0.02 ? new(
            Failure.DyingSignal, $"the first pictures differed by {s.FirstVariety:f4}, where 0.1 is healthy")
        : s.HighestLossD > 8 ? new(Failure.LearningRateTooHigh, $"lossD rose to {s.HighestLossD:f1}, where 2 is healthy")
        : s.LossD < 0.01 && s.GradientG < 0.1 ? new(Failure.StarvedGenerator, $"|∇lossG| is {s.GradientG:g1}, where 5 is healthy")
        : s.LossD < 0.01 ? new(Failure.OvertrainedDiscriminator, $"lossD is {s.LossD:f3}, where 1 is healthy")
        : s.Variety < 0.2 ? new(Failure.Collapse, $"the pictures differ by {s.Variety:f2}, where 0.4 is healthy")
        : s.Checkerboard > 0.05 ? new(
            Failure.Checkerboard, $"the pattern has strength {s.Checkerboard:f3}, where 0.02 is healthy")
        : new(Failure.None, "none of the known signs");
}
