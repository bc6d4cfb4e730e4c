using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>The two networks of a <see cref="SmallGan"/>: those of the DCGAN, narrower, and with what its settings take away.</summary>
internal static class SmallNetworks
{
    public static Module<Tensor, Tensor> Generator(int channels, SmallGanSettings settings)
    {
        Module<Tensor, Tensor> Double(int from, int to) => ConvTranspose2d(
            from, to, settings.Kernel, stride: 2, padding: 1, output_padding: settings.Kernel == 4 ? 0 : 1);

        var network = Sequential(
            Unflatten(1, [Latent.Size, 1, 1]),
            ConvTranspose2d(Latent.Size, 2 * channels, kernel_size: 7), // [N, 64, 7, 7]
            Norm(2 * channels, settings),
            ReLU(),
            Double(2 * channels, channels), // [N, 32, 14, 14]
            Norm(channels, settings),
            ReLU(),
            Double(channels, 1), // [N, 1, 28, 28]
            Tanh());
        Draw(network, settings.Deviation);
        return network;
    }

    public static Module<Tensor, Tensor> Discriminator(int channels, SmallGanSettings settings)
    {
        var network = Sequential(
            Conv2d(1, channels, kernel_size: 4, stride: 2, padding: 1), // [N, 16, 14, 14]
            LeakyReLU(0.2),
            Conv2d(channels, 2 * channels, kernel_size: 4, stride: 2, padding: 1), // [N, 32, 7, 7]
            Norm(2 * channels, settings),
            LeakyReLU(0.2),
            Conv2d(2 * channels, 1, kernel_size: 7), // [N, 1, 1, 1]
            Flatten());
        Draw(network, DcganInit.Deviation);
        return network;
    }

    private static Module<Tensor, Tensor> Norm(int channels, SmallGanSettings settings) =>
        settings.BatchNorm ? BatchNorm2d(channels) : Identity();

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
