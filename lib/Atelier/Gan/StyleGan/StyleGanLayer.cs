using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>
/// One layer of a StyleGAN's synthesis: convolution, noise, leaky ReLU, and then <see cref="AdaIn"/> with a mean and a
/// deviation that are computed from the style w (Karras et al. 2018, arXiv:1812.04948, section 2, figure 1b).
/// </summary>
public sealed class StyleGanLayer : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "convolution")] private readonly EqualisedConv2d _convolution;
    [ComponentName(Name = "style")] private readonly EqualisedLinear _style;
    [ComponentName(Name = "strength")] private readonly Parameter _strength;

    /// <summary>
    /// A layer with fresh weights, on the CPU: without noise at first, and with AdaIN's deviation around 1 and its mean around 0.
    /// </summary>
    /// <param name="from">channels that come in</param>
    /// <param name="to">channels that go out</param>
    /// <param name="width">components of w</param>
    public StyleGanLayer(long from, long to, long width) : base(nameof(StyleGanLayer))
    {
        _convolution = new EqualisedConv2d(from, to, kernel: 3, HeInit.Gain);
        _style = new EqualisedLinear(width, 2 * to, gain: 1);
        _strength = new Parameter(zeros(1, to, 1, 1));
        RegisterComponents();
    }

    /// <summary>How much noise each channel gets: 1 adds fresh noise for each picture and place, 0 none.</summary>
    public double Noise { get; set; } = 1;

    /// <summary>The layer.</summary>
    /// <param name="x">[N, from, H, W]</param>
    /// <param name="w">[N, width]</param>
    /// <returns>[N, to, H, W]; each channel of each picture has the mean and the deviation that w says</returns>
    public override Tensor forward(Tensor x, Tensor w)
    {
        using var scope = NewDisposeScope();
        var features = _convolution.call(x);
        if (Noise != 0)
            features = features + Noise * _strength * randn(x.shape[0], 1, x.shape[2], x.shape[3], device: x.device);
        features = leaky_relu(features, 0.2);
        var (deviation, mean) = Style(w);
        var (own, spread) = AdaIn.Statistics(features);
        return (deviation * (features - own) / spread + mean).MoveToOuterDisposeScope();
    }

    /// <summary>A(w): what AdaIN makes of each channel.</summary>
    /// <param name="w">[N, width]</param>
    /// <returns>y_s and y_b, [N, to, 1, 1] each</returns>
    public (Tensor Deviation, Tensor Mean) Style(Tensor w)
    {
        var halves = _style.call(w).unsqueeze(2).unsqueeze(3).chunk(2, 1);
        return (1 + halves[0], halves[1]);
    }
}
