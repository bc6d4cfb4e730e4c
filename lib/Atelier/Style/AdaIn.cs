using static TorchSharp.torch;

namespace Atelier;

/// <summary>Adaptive instance normalisation (Huang &amp; Belongie 2017, arXiv:1703.06868).</summary>
public static class AdaIn
{
    /// <summary>
    /// AdaIN(x, y) = σ(y) (x − μ(x)) / σ(x) + μ(y), equation 8: each channel of x gets the mean and the deviation that it has
    /// in y. Where things are comes from x, how they look from y.
    /// </summary>
    /// <param name="content">x, features of the photo: [N, C, H, W]</param>
    /// <param name="style">y, features of the style: [N, C, H', W'] or [1, C, H', W']</param>
    /// <returns>[N, C, H, W]</returns>
    public static Tensor Transfer(Tensor content, Tensor style)
    {
        using var scope = NewDisposeScope();
        var (meanX, deviationX) = Statistics(content);
        var (meanY, deviationY) = Statistics(style);
        return (deviationY * (content - meanX) / deviationX + meanY).MoveToOuterDisposeScope();
    }

    /// <summary>μ and σ of each channel of each picture.</summary>
    /// <param name="features">[N, C, H, W]</param>
    /// <returns>[N, C, 1, 1] each; σ is at least 1e-5, so that it can divide</returns>
    public static (Tensor Mean, Tensor Deviation) Statistics(Tensor features)
    {
        using var scope = NewDisposeScope();
        var mean = features.mean([2, 3], keepdim: true);
        var variance = (features - mean).square().mean([2, 3], keepdim: true);
        return (mean.MoveToOuterDisposeScope(), (variance + 1e-10).sqrt().MoveToOuterDisposeScope());
    }
}
