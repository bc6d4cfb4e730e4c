using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Pixel-wise normalisation (Karras et al. 2017, arXiv:1710.10196, section 4.2): the numbers at each place get the same
/// length, whatever the layer before did to them. Nothing in it is learnt, and no picture depends on another.
/// </summary>
public static class PixelNorm
{
    /// <summary>x / √(mean over channels of x² + 10⁻⁸).</summary>
    /// <param name="x">[N, C, …]</param>
    /// <returns>as x; the mean square over the channels is 1 at each place</returns>
    public static Tensor Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x * (x.square().mean([1], keepdim: true) + 1e-8).rsqrt()).MoveToOuterDisposeScope();
    }
}
