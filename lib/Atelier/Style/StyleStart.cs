namespace Atelier;

/// <summary>What a painting is before the first step.</summary>
public enum StyleStart
{
    /// <summary>The photo.</summary>
    Content,

    /// <summary>The first style's picture, stretched to the photo's size.</summary>
    Style,

    /// <summary>Random pixels.</summary>
    Noise,
}
