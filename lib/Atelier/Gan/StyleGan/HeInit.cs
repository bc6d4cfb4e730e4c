using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// He's first weights (He et al. 2015, arXiv:1502.01852): with a deviation of √2 / √fan-in, a layer followed by a ReLU passes
/// on numbers as large as those that it gets, so that z still counts after many layers.
/// </summary>
public static class HeInit
{
    /// <summary>The gain of a layer that is followed by a ReLU, which lets half of the squares through.</summary>
    public static readonly double Gain = Math.Sqrt(2);

    /// <summary>gain / √fan-in.</summary>
    /// <param name="weight">[out, in] of a linear layer, or [out, in, k, k] of a convolution</param>
    /// <param name="gain"><see cref="Gain"/> before a ReLU, 1 where nothing follows</param>
    public static double Deviation(Tensor weight, double gain) => gain / Math.Sqrt((double)weight.numel() / weight.shape[0]);
}
