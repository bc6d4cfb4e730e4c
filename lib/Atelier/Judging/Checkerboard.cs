using static TorchSharp.torch;

namespace Atelier;

/// <summary>Finds the chequered pattern that transposed convolutions leave when the kernel is no multiple of the stride.</summary>
public static class Checkerboard
{
    /// <summary>
    /// How uneven the average picture is between even and odd rows and columns, relative to the contrast of the pictures. The pattern comes from
    /// the network and not from z, so it is the same in every picture and stays when they are averaged; the digits' own strokes do not. Real digits
    /// have 0.001.
    /// </summary>
    /// <param name="x">[N, 1, H, W], H and W even</param>
    public static double Strength(Tensor x)
    {
        using var scope = NewDisposeScope();
        var corners = x.view(-1, x.shape[2] / 2, 2, x.shape[3] / 2, 2).mean([0, 1, 3]); // [2, 2]: even and odd rows and columns
        return ((corners - corners.mean()).square().mean().sqrt() / x.std()).item<float>();
    }
}
