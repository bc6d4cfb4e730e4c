using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A convolution with an equalised learning rate, as <see cref="EqualisedLinear"/>; zeros around the picture keep its side.
/// </summary>
public sealed class EqualisedConv2d : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    private readonly double _scale;

    /// <summary>A layer with fresh weights, on the CPU.</summary>
    /// <param name="from">channels that come in</param>
    /// <param name="to">channels that go out</param>
    /// <param name="kernel">side of the kernel, odd</param>
    /// <param name="gain"><see cref="HeInit.Gain"/> before a ReLU, 1 where nothing follows</param>
    public EqualisedConv2d(long from, long to, int kernel, double gain) : base(nameof(EqualisedConv2d))
    {
        _weight = new Parameter(randn(to, from, kernel, kernel));
        _bias = new Parameter(zeros(to));
        _scale = HeInit.Deviation(_weight, gain);
        RegisterComponents();
    }

    /// <summary>The convolution.</summary>
    /// <param name="x">[N, from, H, W]</param>
    /// <returns>[N, to, H, W]</returns>
    public override Tensor forward(Tensor x)
    {
        var padding = _weight.shape[2] / 2;
        return nn.functional.conv2d(x, _weight * _scale, _bias, padding: [padding, padding]);
    }
}
