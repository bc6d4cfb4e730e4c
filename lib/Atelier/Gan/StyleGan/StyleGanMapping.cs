using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// A StyleGAN's mapping network f: z → w (Karras et al. 2018, arXiv:1812.04948, section 2): it bends the ball of all z into a
/// space in which styles lie as they do in the data. It learns a tenth as fast as the rest (the paper, with eight layers: a
/// hundredth).
/// </summary>
internal sealed class StyleGanMapping : Module<Tensor, Tensor>
{
    private const int Depth = 4;
    private const double Rate = 0.1;

    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A network with fresh weights, on the CPU.</summary>
    /// <param name="width">components of w</param>
    public StyleGanMapping(long width) : base(nameof(StyleGanMapping))
    {
        _layers = Sequential(Enumerable.Range(0, Depth).SelectMany(i => new (string, Module<Tensor, Tensor>)[]
        {
            ($"linear{i + 1}", new EqualisedLinear(i == 0 ? Latent.Size : width, width, HeInit.Gain, Rate)),
            ($"leaky{i + 1}", LeakyReLU(0.2)),
        }));
        RegisterComponents();
    }

    /// <summary>f(z).</summary>
    /// <param name="z">[N, 100]; only its direction counts</param>
    /// <returns>w, [N, width]</returns>
    public override Tensor forward(Tensor z) => _layers.call(PixelNorm.Of(z));
}
