using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>
/// The generator of a StyleGAN for 28 × 28 images (Karras et al. 2018, arXiv:1812.04948): a learnt constant of 7 × 7, two
/// layers at each of 7, 14 and 28 pixels, and a style w for each layer in place of a z at the bottom. 618 401 weights with 32
/// channels. Not as in the paper: every layer has a convolution, sides are doubled by repeating pixels, and tanh ends it.
/// </summary>
public sealed class StyleGanGenerator : Module<Tensor, Tensor>
{
    private const int Side = 7, Width = 128, LayersOfASide = 2, PicturesOfTheMean = 4096;

    [ComponentName(Name = "mapping")] private readonly StyleGanMapping _mapping = new(Width);
    [ComponentName(Name = "layers")] private readonly ModuleList<StyleGanLayer> _layers;
    [ComponentName(Name = "constant")] private readonly Parameter _constant;
    [ComponentName(Name = "grey")] private readonly EqualisedConv2d _grey;

    /// <summary>A generator with fresh weights, on the CPU: move it with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="channels">channels at 28 × 28; twice as many at 14, four times at 7</param>
    public StyleGanGenerator(int channels = 32) : base(nameof(StyleGanGenerator))
    {
        int[] widths = [4 * channels, 4 * channels, 2 * channels, 2 * channels, channels, channels];
        _constant = new Parameter(randn(1, widths[0], Side, Side));
        _layers = new([.. widths.Select((to, i) => new StyleGanLayer(from: widths[Math.Max(0, i - 1)], to, Width))]);
        _grey = new EqualisedConv2d(channels, 1, kernel: 1, gain: 1);
        RegisterComponents();
    }

    /// <summary>Layers that take a style: two each at 7, 14 and 28 pixels.</summary>
    public int Layers => _layers.Count;

    /// <summary>
    /// The share of the pictures that get the styles of two z in training, the second from a random layer on, so that G
    /// cannot count on neighbouring layers having the same style (mixing regularisation, section 3.1).
    /// </summary>
    public double Mixing { get; init; } = 0.3;

    /// <summary>The generator that comes with the course, on the course's device, in evaluation mode.</summary>
    public static StyleGanGenerator Trained()
    {
        var generator = new StyleGanGenerator();
        Checkpoint.Load("stylegan-mnist.safetensors", "generator", generator);
        generator.eval();
        return generator.to(Compute.Device);
    }

    /// <summary>w = f(z).</summary>
    /// <param name="z">[N, 100]</param>
    /// <returns>[N, 128]</returns>
    public Tensor Map(Tensor z) => _mapping.call(z);

    /// <summary>w̄ = E f(z), the style of the mean, over 4 096 z that are always the same.</summary>
    /// <returns>[1, 128]</returns>
    public Tensor MeanStyle()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var z = Latent.Sample(PicturesOfTheMean, seed: 0).to(_constant.device);
        return Map(z).mean([0], keepdim: true).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// w̄ + ψ (w − w̄): styles nearer to the mean, which G has practised most. Fewer kinds of pictures, and fewer bad ones
    /// (the truncation trick, appendix B).
    /// </summary>
    /// <param name="w">[N, 128]</param>
    /// <param name="psi">ψ: 0 gives w̄ for all, 1 leaves w as it is</param>
    /// <returns>[N, 128]</returns>
    public Tensor Truncate(Tensor w, double psi)
    {
        using var scope = NewDisposeScope();
        return lerp(MeanStyle().expand_as(w), w, psi).MoveToOuterDisposeScope();
    }

    /// <summary>Draws pictures from styles.</summary>
    /// <param name="w">[N, 128], one style for all layers; or [N, <see cref="Layers"/>, 128], one for each</param>
    /// <param name="noise">1: as in training; 0: none, so that the same styles give the same picture</param>
    /// <returns>[N, 1, 28, 28] in −1 … 1</returns>
    public Tensor Synthesise(Tensor w, double noise = 1)
    {
        using var scope = NewDisposeScope();
        var styles = w.dim() == 2 ? w.unsqueeze(1).expand(-1, Layers, -1) : w;
        var x = _constant.expand(w.shape[0], -1, -1, -1);
        for (var i = 0; i < Layers; i++)
        {
            if (i > 0 && i % LayersOfASide == 0)
                x = interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            _layers[i].Noise = noise;
            x = _layers[i].call(x, styles.select(1, i));
        }
        return _grey.call(x).tanh().MoveToOuterDisposeScope();
    }

    /// <summary>G(z); in training mode with the styles of some pictures mixed (<see cref="Mixing"/>).</summary>
    /// <param name="z">[N, 100]</param>
    /// <returns>[N, 1, 28, 28] in −1 … 1</returns>
    public override Tensor forward(Tensor z)
    {
        using var scope = NewDisposeScope();
        var w = Map(z);
        return Synthesise(training ? Mix(w) : w).MoveToOuterDisposeScope();
    }

    /// <summary>[N, Layers, 128]: some pictures take over the style of their neighbour from a random layer on.</summary>
    private Tensor Mix(Tensor w)
    {
        var pictures = w.shape[0];
        var from = randint(1, Layers, [pictures, 1]);
        var mixed = rand(pictures, 1) < Mixing;
        var second = (mixed & (arange(Layers) >= from)).unsqueeze(2).to(w.device); // [N, Layers, 1]
        return where(second, w.roll(1, 0).unsqueeze(1), w.unsqueeze(1));
    }
}
