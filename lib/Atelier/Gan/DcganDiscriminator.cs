using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// The discriminator of a DCGAN for 28 × 28 images: strided convolutions in place of pooling, LeakyReLU of slope 0.2, BatchNorm
/// except in the first layer and the last (Radford et al. 2015, arXiv:1511.06434). 138 689 weights.
/// </summary>
public sealed class DcganDiscriminator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>
    /// A discriminator with fresh weights (<see cref="DcganInit"/>), on the CPU: move it with <c>.to(Compute.Device)</c>.
    /// </summary>
    public DcganDiscriminator() : base(nameof(DcganDiscriminator))
    {
        _layers = Sequential(
            ("halve1", Conv2d(1, 64, kernel_size: 4, stride: 2, padding: 1)), // [N, 64, 14, 14]
            ("leaky1", LeakyReLU(0.2)),
            ("halve2", Conv2d(64, 128, kernel_size: 4, stride: 2, padding: 1, bias: false)), // [N, 128, 7, 7]
            ("norm2", BatchNorm2d(128)),
            ("leaky2", LeakyReLU(0.2)),
            ("flatten", Flatten()),
            ("judge", Linear(128 * 7 * 7, 1))); // [N, 1]
        RegisterComponents();
        DcganInit.Apply(this);
    }

    /// <summary>The logit of D(x): large where the image looks real.</summary>
    /// <param name="x">[N, 1, 28, 28] in −1 … 1</param>
    /// <returns>[N, 1]; σ of it is the probability that x is real</returns>
    public override Tensor forward(Tensor x)
    {
        PictureInput.Batch(x, "x", channels: 1, side: 28, type: this.parameters().First().dtype);
        return _layers.call(x);
    }
}
