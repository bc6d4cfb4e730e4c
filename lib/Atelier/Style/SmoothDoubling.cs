using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// Twice as many pixels each way, made smooth: zeros between the old pixels, then the filter 1 7 21 35 35 21 7 1 (B-spline of
/// degree 6). Bilinear doubling (<see cref="Doubling"/>), 1 3 3 1, lets so much of the old pixels' grid through that a painter
/// for one style weaves it into a sky.
/// </summary>
internal sealed class SmoothDoubling() : Module<Tensor, Tensor>(nameof(SmoothDoubling))
{
    private static readonly float[] s_binomials = [1, 7, 21, 35, 35, 21, 7, 1];

    /// <param name="x">[N, C, H, W]</param>
    /// <returns>[N, C, 2H, 2W]; beyond the rim its pixels go on</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var channels = x.shape[1];
        var row = tensor(s_binomials, dtype: x.dtype, device: x.device) / 64;
        var filter = outer(row, row).expand(channels, 1, 8, 8); // each channel by itself
        var wide = functional.pad(x, [2, 2, 2, 2], PaddingModes.Replicate);
        // Of 2 (H + 4) + 6 rows the middle 2 H.
        return functional.conv_transpose2d(wide, filter, strides: [2, 2], padding: [7, 7], groups: channels)
            .MoveToOuterDisposeScope();
    }
}
