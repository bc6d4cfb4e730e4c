namespace Atelier;

/// <summary>What a <see cref="FailureDetector"/> found.</summary>
/// <param name="Failure">its name</param>
/// <param name="Evidence">the number that gave it away</param>
public sealed record Diagnosis(Failure Failure, string Evidence)
{
    /// <summary>In words: "starved generator (…)".</summary>
    public override string ToString() => $"{Name} ({Evidence})";

    private string Name => Failure switch
    {
        Failure.None => "nothing wrong",
        Failure.NotFinite => "numbers that are not finite",
        Failure.BadInitialisation => "bad initialisation",
        Failure.DyingSignal => "no BatchNorm, or weights that are too small",
        Failure.LearningRateTooHigh => "learning rate too high",
        Failure.StarvedGenerator => "starved generator",
        Failure.OvertrainedDiscriminator => "overtrained discriminator",
        Failure.Collapse => "collapse",
        _ => "checkerboards",
    };
}
