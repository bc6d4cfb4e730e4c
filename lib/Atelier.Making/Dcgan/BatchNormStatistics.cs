using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>What BatchNorm uses in evaluation mode: the mean and the variance of each channel.</summary>
internal static class BatchNormStatistics
{
    private const int BatchSize = 500;

    /// <summary>
    /// Counts them anew for a generator as it is now, in place. In training they trail behind the weights, and for averaged
    /// weights they were never counted.
    /// </summary>
    /// <param name="generator">G: [N, 100] → pictures; stays in the mode that it is in</param>
    /// <param name="batches">batches of 500 latent vectors to count over</param>
    /// <param name="seed">draws the latent vectors</param>
    public static void Recount(nn.Module<Tensor, Tensor> generator, int batches = 20, int seed = 0)
    {
        using var noGradients = no_grad();
        var norms = generator.modules().OfType<BatchNorm2d>().Select(norm => (norm, norm.momentum)).ToArray();
        var wasTraining = generator.training;
        generator.train();
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            foreach (var (norm, _) in norms)
            {
                norm.momentum = 1.0 / (batch + 1); // 1, 1/2, 1/3 ...: the plain mean, and nothing from before
            }

            generator.call(Latent.Sample(BatchSize, seed + batch));
        }

        foreach (var (norm, momentum) in norms)
            norm.momentum = momentum;

        generator.train(wasTraining);
    }
}
