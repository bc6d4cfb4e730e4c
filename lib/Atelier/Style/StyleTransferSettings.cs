namespace Atelier;

/// <summary>How to paint: the loss, and how its minimum is looked for.</summary>
public sealed record StyleTransferSettings : PerceptualSettings
{
    /// <summary>What the painting is before the first step.</summary>
    public StyleStart Start { get; init; } = StyleStart.Content;

    /// <summary>Which colours it gets.</summary>
    public StyleColours Colours { get; init; } = StyleColours.OfStyle;

    /// <summary>
    /// Smaller sizes to paint first, each going on from the last one's painting, enlarged (Gatys et al. 2017, "Controlling
    /// perceptual factors in neural style transfer", arXiv:1611.07865, section 6); what is left of the steps is for the photo's
    /// own size. None by default.
    /// </summary>
    public IReadOnlyList<StyleStage> Stages { get; init; } = [];

    /// <summary>What changes the pixels.</summary>
    public StyleOptimizer Optimizer { get; init; } = StyleOptimizer.Adam;

    /// <summary>Adam's learning rate, about the change of a pixel in a step; L-BFGS uses it for its first step alone.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>For the noise to start from.</summary>
    public int Seed { get; init; } = 1;
}
