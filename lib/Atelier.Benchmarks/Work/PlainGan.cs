using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>A DCGAN's step as one would write it at first, with no help from the library but the networks.</summary>
internal static class PlainGan
{
    public static Action<int> Steps(Tensor images, int batch)
    {
        var (generator, discriminator) = (new DcganGenerator(), new DcganDiscriminator());
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
                var fake = generator.call(randn(batch, Latent.Size));

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
}
