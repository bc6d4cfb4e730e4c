using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// A discriminator that judges every patch of a picture and not the whole: PatchGAN (Isola et al. 2016, arXiv:1611.07004, section
/// 3.2.2). Each of its answers sees 18 × 18 pixels. 34 081 weights for grey pictures.
/// </summary>
public sealed class PatchDiscriminator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A discriminator with fresh weights, on the CPU: move it with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="channels">of the pictures: 1 for grey, 3 for colour, 4 for a grey one beside one in colour</param>
    /// <param name="width">channels after the first layer; twice as many after the second</param>
    public PatchDiscriminator(int channels, int width = 32) : base(nameof(PatchDiscriminator))
    {
        _layers = Sequential(
            ("halve1", Conv2d(channels, width, 4, stride: 2, padding: 1)), // [N, w, 14, 14]
            ("leaky1", LeakyReLU(0.2)),
            ("halve2", Conv2d(width, 2 * width, 4, stride: 2, padding: 1)), // [N, 2w, 7, 7]
            ("norm2", InstanceNorm2d(2 * width, affine: true)),
            ("leaky2", LeakyReLU(0.2)),
            ("judge", Conv2d(2 * width, 1, 3, padding: 1))); // [N, 1, 7, 7]
        RegisterComponents();
    }

    /// <summary>One answer a patch: large where the patch looks real.</summary>
    /// <param name="x">[N, channels, H, W] in −1 … 1, sides multiples of 4</param>
    /// <returns>[N, 1, H/4, W/4]</returns>
    public override Tensor forward(Tensor x) => _layers.call(x);
}
