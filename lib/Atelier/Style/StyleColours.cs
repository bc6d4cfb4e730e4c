namespace Atelier;

/// <summary>Which colours a painting gets.</summary>
public enum StyleColours
{
    /// <summary>Those of the style.</summary>
    OfStyle,

    /// <summary>Those of the photo, pixel by pixel: only brightness is painted (<see cref="Colours.KeepOf"/>).</summary>
    OfContent,

    /// <summary>The style is first recoloured to the photo's palette (<see cref="Colours.Match"/>).</summary>
    Matched,
}
