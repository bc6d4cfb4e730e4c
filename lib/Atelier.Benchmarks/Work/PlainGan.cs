using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// A DCGAN's step as one would write it at first, of TorchSharp alone: nothing of the library is touched, so that its process has
/// neither the library's allocator nor anything else that the library sets up.
/// </summary>
internal static class PlainGan
{
    private const int LatentSize = 100;

    public static Action<int> Steps(Tensor images, int batch)
    {
        var (generator, discriminator) = (Generator(), Discriminator());
        var adamG = optim.Adam(generator.parameters(), 2e-4, 0.5);
        var adamD = optim.Adam(discriminator.parameters(), 2e-4, 0.5);
        var loss = nn.BCEWithLogitsLoss();
        var (ones, zeros) = (torch.ones(batch, 1), torch.zeros(batch, 1));
        return steps =>
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                var x = images.index_select(0, randint(0, images.shape[0], [batch])).to(float32) / 127.5 - 1;
                var fake = generator.call(randn(batch, LatentSize, 1, 1));

                adamD.zero_grad();
                var lossD = loss.call(discriminator.call(x), ones) + loss.call(discriminator.call(fake.detach()), zeros);
                lossD.backward();
                adamD.step();

                adamG.zero_grad();
                var lossG = loss.call(discriminator.call(fake), ones);
                lossG.backward();
                adamG.step();
            }
        };
    }

    private static nn.Module<Tensor, Tensor> Generator() => nn.Sequential(
        nn.ConvTranspose2d(LatentSize, 256, kernel_size: 7, bias: false), nn.BatchNorm2d(256), nn.ReLU(),
        nn.ConvTranspose2d(256, 128, kernel_size: 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(128), nn.ReLU(),
        nn.ConvTranspose2d(128, 1, kernel_size: 4, stride: 2, padding: 1), nn.Tanh());

    private static nn.Module<Tensor, Tensor> Discriminator() => nn.Sequential(
        nn.Conv2d(1, 64, kernel_size: 4, stride: 2, padding: 1), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, kernel_size: 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(128), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(128 * 7 * 7, 1));
}
