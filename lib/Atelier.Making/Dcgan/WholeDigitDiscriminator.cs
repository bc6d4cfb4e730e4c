using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier.Making;

/// <summary>
/// A discriminator with a hidden layer that sees the whole digit, in the manner of InfoGAN's for MNIST (Chen et al. 2016,
/// arXiv:1606.03657). The last layer of <see cref="DcganDiscriminator"/> only adds up what it finds in patches of 10 × 10 pixels,
/// so well-drawn strokes that make no digit can please it. 1 738 817 weights.
/// </summary>
internal sealed class WholeDigitDiscriminator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A discriminator with fresh weights (<see cref="DcganInit"/>), on the CPU.</summary>
    public WholeDigitDiscriminator() : base(nameof(WholeDigitDiscriminator))
    {
        _layers = Sequential(
            ("halve1", Conv2d(1, 64, kernel_size: 4, stride: 2, padding: 1)), // [N, 64, 14, 14]
            ("leaky1", LeakyReLU(0.2)),
            ("halve2", Conv2d(64, 128, kernel_size: 4, stride: 2, padding: 1, bias: false)), // [N, 128, 7, 7]
            ("norm2", BatchNorm2d(128)),
            ("leaky2", LeakyReLU(0.2)),
            ("flatten", Flatten()),
            ("whole", Linear(128 * 7 * 7, 256, hasBias: false)), // [N, 256]
            ("norm3", BatchNorm1d(256)),
            ("leaky3", LeakyReLU(0.2)),
            ("judge", Linear(256, 1))); // [N, 1]
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
