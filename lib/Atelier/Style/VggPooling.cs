namespace Atelier;

/// <summary>How VGG halves its feature maps between blocks, 2 × 2 values to one.</summary>
public enum VggPooling
{
    /// <summary>The largest of the four: what VGG was trained with.</summary>
    Max,

    /// <summary>
    /// Their mean: gradients reach every pixel, which Gatys et al. 2016 (section 2) found to paint slightly better.
    /// </summary>
    Average,
}
