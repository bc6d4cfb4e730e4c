using static TorchSharp.torch;

namespace Atelier;

/// <summary>The optimizers of G and D.</summary>
internal sealed class GanOptimizers(nn.Module generator, nn.Module discriminator, GanSettings settings) : IDisposable
{
    public GanOptimizer G { get; } = new(generator, settings.LearningRateG, settings.OptimizerG, settings);

    public GanOptimizer D { get; } = new(discriminator, settings.LearningRateD, settings.OptimizerD, settings);

    public void SetRates(GanSettings settings)
    {
        G.SetRate(settings.LearningRateG);
        D.SetRate(settings.LearningRateD);
    }

    public void Dispose()
    {
        G.Dispose();
        D.Dispose();
    }
}
