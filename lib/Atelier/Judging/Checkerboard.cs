using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Finds the chequered pattern that transposed convolutions leave when the kernel is no multiple of the stride.
/// </summary>
public static class Checkerboard
{
    /// <summary>
    /// How uneven the average picture is between even and odd rows and columns, relative to the contrast of the pictures. The
    /// pattern comes from the network and not from z, so it is the same in every picture and stays when they are averaged; the
    /// digits' own strokes do not. Real digits have 0.001, pictures without any contrast 0.
    /// </summary>
    /// <param name="x">[N, 1, H, W], H and W even; any range</param>
    /// <exception cref="ArgumentException">The pictures are others than these, or hold NaN.</exception>
    public static double Strength(Tensor x)
    {
        PictureInput.Batch(x, "x", channels: 1, least: 2);
        PictureInput.Finite(x, "x");
        if (x.shape[2] % 2 != 0 || x.shape[3] % 2 != 0)
            throw PictureInput.Refusal(
                x, "x", "pictures with an even number of rows and of columns are wanted", "Cut one off: x[.., .., 1.., 1..].");
        using var scope = NewDisposeScope();
        var corners = x.view(-1, x.shape[2] / 2, 2, x.shape[3] / 2, 2).mean([0, 1, 3]); // [2, 2]: even and odd rows and columns
        return ((corners - corners.mean()).square().mean().sqrt() / x.std().clamp_min(1e-12)).item<float>();
    }
}
