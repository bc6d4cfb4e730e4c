using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What moves one network's weights: Adam with the settings' β1 and β2, or what the settings make.</summary>
internal sealed class GanOptimizer : IDisposable
{
    /// <param name="network">whose weights</param>
    /// <param name="rate">the learning rate, at least 0</param>
    /// <param name="make">makes another than Adam; null for Adam</param>
    /// <param name="settings">of Adam: β1 and β2</param>
    public GanOptimizer(
        nn.Module network, double rate, Func<IEnumerable<Parameter>, double, optim.Optimizer>? make,
        GanSettings settings)
    {
        if (make is null)
            Adam = new FusedAdam(network.parameters(), rate, settings.Beta1, settings.Beta2);
        else
            Own = make(network.parameters(), rate);
    }

    /// <summary>Adam, to look into; null where it is another.</summary>
    public FusedAdam? Adam { get; }

    /// <summary>What the settings made; null for Adam.</summary>
    public optim.Optimizer? Own { get; }

    /// <summary>Descends by the gradients that the weights carry.</summary>
    /// <param name="stopped">one number on the weights' device: 1 leaves all as it is, 0 does not</param>
    public void Step(Tensor stopped)
    {
        if (Adam is not null)
            Adam.Step(stopped);
        else if (stopped.item<float>() == 0)
            Own!.step();
    }

    /// <summary>Changes the learning rate from the next step on.</summary>
    public void SetRate(double rate)
    {
        Adam?.SetRate(rate);
        if (Own is not null) Own.ParamGroups.First().LearningRate = rate;
    }

    public void Dispose()
    {
        Adam?.Dispose();
        Own?.Dispose();
    }
}
