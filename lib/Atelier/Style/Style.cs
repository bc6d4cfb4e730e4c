using static TorchSharp.torch;

namespace Atelier;

/// <summary>A picture in whose manner to paint.</summary>
/// <param name="Image">[3, H, W], RGB in 0 … 1, of any size: its strokes come out as large as they are in it</param>
/// <param name="Weight">its share where there are several</param>
/// <param name="Mask">
/// where in the painting it rules: [H, W] of the photo's size, 1 there and 0 elsewhere; everywhere by default
/// </param>
public sealed record Style(Tensor Image, double Weight = 1, Tensor? Mask = null);
