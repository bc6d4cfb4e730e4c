using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>The optimizers of G and D: Adam with the settings' β1, or those that the settings make.</summary>
internal sealed class GanOptimizers(nn.Module generator, nn.Module discriminator, GanSettings settings) : IDisposable
{
    public optim.Optimizer G { get; } = Make(generator, settings.LearningRateG, settings.OptimizerG, settings.Beta1);

    public optim.Optimizer D { get; } = Make(discriminator, settings.LearningRateD, settings.OptimizerD, settings.Beta1);

    public Adam AdamG => AsAdam(G);

    public Adam AdamD => AsAdam(D);

    public void SetRates(GanSettings settings)
    {
        G.ParamGroups.First().LearningRate = settings.LearningRateG;
        D.ParamGroups.First().LearningRate = settings.LearningRateD;
    }

    private static optim.Optimizer Make(
        nn.Module network, double rate, Func<IEnumerable<Parameter>, double, optim.Optimizer>? make, double beta1) =>
        make is null ? optim.Adam(network.parameters(), rate, beta1) : make(network.parameters(), rate);

    private static Adam AsAdam(optim.Optimizer optimizer) => optimizer as Adam
        ?? throw new InvalidOperationException("Only a training whose optimizers are Adam can be saved and gone on with.");

    public void Dispose()
    {
        G.Dispose();
        D.Dispose();
    }
}
