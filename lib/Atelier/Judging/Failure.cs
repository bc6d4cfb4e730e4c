namespace Atelier;

/// <summary>The ways in which the training of a GAN fails that a <see cref="FailureDetector"/> knows.</summary>
public enum Failure
{
    /// <summary>Nothing that the detector knows. It does not say that the pictures are good: the metrics do.</summary>
    None,

    /// <summary>A loss, or another of the numbers that are looked at, is NaN or infinite.</summary>
    NotFinite,

    /// <summary>The first weights are so large that tanh is flat wherever G begins.</summary>
    BadInitialisation,

    /// <summary>
    /// The signal dies on its way through G, as it does without BatchNorm: the first pictures hardly depend on z.
    /// </summary>
    DyingSignal,

    /// <summary>The steps are so long that the players are thrown about.</summary>
    LearningRateTooHigh,

    /// <summary>D is sure, and the generator's loss is flat there: no gradient reaches G.</summary>
    StarvedGenerator,

    /// <summary>D tells every fake from every real picture; the gradient that reaches G is there, but says little.</summary>
    OvertrainedDiscriminator,

    /// <summary>G draws nearly the same picture for every z.</summary>
    Collapse,

    /// <summary>A pattern of single pixels lies over the pictures.</summary>
    Checkerboard,
}
