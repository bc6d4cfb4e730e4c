using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// The two networks of a <see cref="SmallGan"/>: those of the DCGAN, narrower. What can be taken away or changed makes failures.
/// </summary>
public sealed record SmallNetworks
{
    private const int Channels = 32;

    /// <summary>Makes the normalisation of a hidden layer of G from its channels; <c>_ => nn.Identity()</c> for none.</summary>
    public Func<long, Module<Tensor, Tensor>> NormG { get; init; } = channels => BatchNorm2d(channels);

    /// <summary>Makes that of D's hidden layer, as <see cref="NormG"/>.</summary>
    public Func<long, Module<Tensor, Tensor>> NormD { get; init; } = channels => BatchNorm2d(channels);

    /// <summary>The standard deviation of the first weights of G.</summary>
    public double Deviation { get; init; } = DcganInit.Deviation;

    /// <summary>
    /// Side of the kernels of G's two layers that double the picture's side with stride 2: 4 is a multiple of the stride, 3 is
    /// not.
    /// </summary>
    public int Kernel { get; init; } = 4;

    /// <summary>A fresh G, on the CPU: [N, 100] → [N, 1, 28, 28] in −1 … 1.</summary>
    /// <param name="channels">of its last hidden layer; the first has twice as many</param>
    public Module<Tensor, Tensor> Generator(int channels = Channels)
    {
        Module<Tensor, Tensor> Double(int from, int to) => ConvTranspose2d(
            from, to, Kernel, stride: 2, padding: 1, output_padding: Kernel == 4 ? 0 : 1);

        var network = Sequential(
            Unflatten(1, [Latent.Size, 1, 1]),
            ConvTranspose2d(Latent.Size, 2 * channels, kernel_size: 7), // [N, 64, 7, 7]
            NormG(2 * channels),
            ReLU(),
            Double(2 * channels, channels), // [N, 32, 14, 14]
            NormG(channels),
            ReLU(),
            Double(channels, 1), // [N, 1, 28, 28]
            Tanh());
        Draw(network, Deviation);
        return network;
    }

    /// <summary>A fresh D, on the CPU: [N, 1, 28, 28] in −1 … 1 → logits [N, 1].</summary>
    /// <param name="channels">of its first layer; the second has twice as many</param>
    public Module<Tensor, Tensor> Discriminator(int channels = Channels / 2)
    {
        var network = Sequential(
            Conv2d(1, channels, kernel_size: 4, stride: 2, padding: 1), // [N, 16, 14, 14]
            LeakyReLU(0.2),
            Conv2d(channels, 2 * channels, kernel_size: 4, stride: 2, padding: 1), // [N, 32, 7, 7]
            NormD(2 * channels),
            LeakyReLU(0.2),
            Conv2d(2 * channels, 1, kernel_size: 7), // [N, 1, 1, 1]
            Flatten());
        Draw(network, DcganInit.Deviation);
        return network;
    }

    private static void Draw(Module network, double deviation)
    {
        using var noGradients = no_grad();
        foreach (var (name, weight) in network.named_parameters())
        {
            if (weight.dim() > 1)
                init.normal_(weight, 0, deviation);
            else if (name.EndsWith("bias", StringComparison.Ordinal))
                init.zeros_(weight);
        }
    }
}
