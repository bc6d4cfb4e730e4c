using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A linear layer with an equalised learning rate (Karras et al. 2017, arXiv:1710.10196, section 4.1): its weights are kept
/// as N(0, 1) and multiplied by He's deviation whenever they are used. Adam moves every weight by about its learning rate; so
/// each layer, narrow or wide, changes by the same share of itself.
/// </summary>
public sealed class EqualisedLinear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    private readonly double _scale, _rate;

    /// <summary>A layer with fresh weights, on the CPU.</summary>
    /// <param name="from">numbers that come in</param>
    /// <param name="to">numbers that go out</param>
    /// <param name="gain"><see cref="HeInit.Gain"/> before a ReLU, 1 where nothing follows</param>
    /// <param name="rate">how fast it learns beside layers with 1: StyleGAN's mapping network has 0.01</param>
    public EqualisedLinear(long from, long to, double gain, double rate = 1) : base(nameof(EqualisedLinear))
    {
        _weight = new Parameter(randn(to, from) / rate);
        _bias = new Parameter(zeros(to));
        _scale = HeInit.Deviation(_weight, gain) * rate;
        _rate = rate;
        RegisterComponents();
    }

    /// <summary>A x + b.</summary>
    /// <param name="x">[N, from]</param>
    /// <returns>[N, to]</returns>
    public override Tensor forward(Tensor x) => nn.functional.linear(x, _weight * _scale, _bias * _rate);
}
