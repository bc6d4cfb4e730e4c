namespace Atelier;

/// <summary>How a <see cref="FastStyle"/> is trained: the loss, the pieces of photos, and Adam.</summary>
public sealed record FastStyleSettings : PerceptualSettings
{
    /// <summary>Pieces in a step.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>Height and width of a piece.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>Adam's learning rate (Johnson et al. 2016).</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>
    /// Sizes at which the loss looks at what is painted: 1 as it is, 2 halved, 4 quartered. The network's layers then see strokes
    /// twice and four times as large. Content and style are the means over the sizes.
    /// </summary>
    public IReadOnlyList<int> Shrinkings { get; init; } = [1];

    /// <summary>Decides which pieces are seen.</summary>
    public int Seed { get; init; } = 1;
}
