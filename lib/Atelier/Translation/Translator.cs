using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// A network from pictures to pictures of another kind: it halves the side, thinks in residual blocks, doubles the side again,
/// and then sees the original once more beside what it has thought (a U-Net's skip, Ronneberger et al. 2015, arXiv:1505.04597),
/// so that edges need not come through the narrow middle. Instance normalisation; nearest-neighbour upsampling, which leaves no
/// checkerboard.
/// </summary>
public sealed class Translator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "middle")] private readonly Sequential _middle;
    [ComponentName(Name = "end")] private readonly Sequential _end;

    /// <summary>A translator with fresh weights, on the CPU: move it with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="from">channels of the original: 1 for grey, 3 for colour</param>
    /// <param name="to">channels of the translation</param>
    /// <param name="width">channels at half the side, a multiple of 4</param>
    /// <param name="blocks">residual blocks</param>
    public Translator(int from, int to, int width = 32, int blocks = 3) : base(nameof(Translator))
    {
        static Module<Tensor, Tensor> Norm(long channels) => InstanceNorm2d(channels, affine: true);
        _middle = Sequential(
        [
            ("halve", Sequential(Conv2d(from, width, 4, stride: 2, padding: 1), Norm(width), ReLU())), // [N, w, H/2, W/2]
            .. Enumerable.Range(1, blocks)
                .Select(i => ($"residual{i}", (Module<Tensor, Tensor>)new FastStyle.Residual(width, Norm))),
            // [N, w/4, H, W]
            ("double", Sequential(Upsample(scale_factor: [2, 2]), FastStyle.Convolution(width, width / 4, size: 3, Norm))),
        ]);
        _end = Sequential(
            ("join", Sequential(Conv2d(width / 4 + from, width / 2, 3, padding: 1), ReLU())),
            ("paint", Sequential(Conv2d(width / 2, to, 3, padding: 1), Tanh()))); // [N, to, H, W]
        RegisterComponents();
    }

    /// <summary>Translates.</summary>
    /// <param name="x">[N, from, H, W] in −1 … 1, sides even and at least 8</param>
    /// <returns>[N, to, H, W] in −1 … 1</returns>
    public override Tensor forward(Tensor x) => _end.call(cat([_middle.call(x), x], 1));
}
