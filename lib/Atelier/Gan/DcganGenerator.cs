using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// The generator of a DCGAN for 28 × 28 images: from a point of the latent space to a picture, doubling the side twice with
/// transposed convolutions. BatchNorm and ReLU after each layer but the last, tanh at the end (Radford et al. 2015,
/// arXiv:1511.06434). 1 781 505 weights.
/// </summary>
public sealed class DcganGenerator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>
    /// A generator with fresh weights (<see cref="DcganInit"/>), on the CPU: move it with <c>.to(Compute.Device)</c>.
    /// </summary>
    public DcganGenerator() : base(nameof(DcganGenerator))
    {
        _layers = Sequential(
            ("project", ConvTranspose2d(Latent.Size, 256, kernel_size: 7, bias: false)), // [N, 256, 7, 7]
            ("norm1", BatchNorm2d(256)),
            ("relu1", ReLU()),
            ("double1", ConvTranspose2d(256, 128, kernel_size: 4, stride: 2, padding: 1, bias: false)), // [N, 128, 14, 14]
            ("norm2", BatchNorm2d(128)),
            ("relu2", ReLU()),
            ("double2", ConvTranspose2d(128, 1, kernel_size: 4, stride: 2, padding: 1)), // [N, 1, 28, 28]
            ("tanh", Tanh()));
        RegisterComponents();
        DcganInit.Apply(this);
    }

    /// <summary>The generator that comes with the course, on the course's device, in evaluation mode.</summary>
    public static DcganGenerator Trained()
    {
        var generator = new DcganGenerator();
        Checkpoint.Load("dcgan-mnist.safetensors", "generator", generator);
        generator.eval();
        return generator.to(Compute.Device);
    }

    /// <summary>G(z).</summary>
    /// <param name="z">[N, 100]</param>
    /// <returns>[N, 1, 28, 28] in −1 … 1</returns>
    public override Tensor forward(Tensor z) => _layers.call(z.view(-1, Latent.Size, 1, 1));
}
