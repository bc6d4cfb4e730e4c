using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// A convolution to few channels, as <c>Conv2d</c> without padding or stride. oneDNN computes 16 output channels at a time, so
/// that 3 cost as much as 16. Here each column of the filter gets outputs of its own, which are moved to their place and added:
/// for 9 × 9 filters and 3 channels 27 outputs of 9 × 1 filters, a fifth of the time.
/// </summary>
internal sealed class ThinConvolution : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight; // [to, from, size, size]
    [ComponentName(Name = "bias")] private readonly Parameter _bias; // [to]

    /// <summary>A convolution with the first weights, and the names of weights, of <c>Conv2d</c>.</summary>
    public ThinConvolution(long from, long to, int size) : base(nameof(ThinConvolution))
    {
        var usual = Conv2d(from, to, size);
        (_weight, _bias) = (usual.weight, usual.bias!);
        RegisterComponents();
    }

    /// <param name="x">[N, from, H, W]</param>
    /// <returns>[N, to, H − size + 1, W − size + 1]</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (to, size) = (_weight.shape[0], _weight.shape[3]);
        var columns = _weight.permute(3, 0, 1, 2).flatten(0, 1).unsqueeze(3); // [size · to, from, size, 1]
        var parts = functional.conv2d(x, columns);
        var width = x.shape[3] - size + 1;
        var sum = _bias.reshape(-1, 1, 1);
        for (var column = 0; column < size; column++)
            sum = sum + parts.narrow(1, column * to, to).narrow(3, column, width);
        return sum.MoveToOuterDisposeScope();
    }
}
