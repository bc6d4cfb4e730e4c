namespace Atelier;

/// <summary>A colour of a <see cref="PlaneCanvas"/>: red, green and blue in 0 … 1.</summary>
internal readonly record struct PlaneColor(float R, float G, float B)
{
    /// <summary>The colour at t on the way from a (0) to b (1).</summary>
    public static PlaneColor Between(PlaneColor a, PlaneColor b, double t) =>
        new((float)(a.R + t * (b.R - a.R)), (float)(a.G + t * (b.G - a.G)), (float)(a.B + t * (b.B - a.B)));
}
