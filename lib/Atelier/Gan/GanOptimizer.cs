using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What moves one network's weights: Adam with the settings' β1 and β2, or what the settings make.</summary>
internal sealed class GanOptimizer : IDisposable
{
    private readonly FusedAdam? _adam;
    private readonly optim.Optimizer? _own;

    /// <param name="network">whose weights</param>
    /// <param name="rate">the learning rate, at least 0</param>
    /// <param name="make">makes another than Adam; null for Adam</param>
    /// <param name="settings">of Adam: β1 and β2</param>
    public GanOptimizer(
        nn.Module network, double rate, Func<IEnumerable<Parameter>, double, optim.Optimizer>? make,
        GanSettings settings)
    {
        if (make is null)
            _adam = new FusedAdam(network.parameters(), rate, settings.Beta1, settings.Beta2);
        else
            _own = make(network.parameters(), rate);
    }

    /// <summary>Adam, to look into.</summary>
    /// <exception cref="InvalidOperationException">It is another.</exception>
    public FusedAdam Adam => _adam
        ?? throw new InvalidOperationException(
            "Only a training by its own Adam can be saved and gone on with: GanSettings without OptimizerG and OptimizerD.");

    /// <summary>Descends by the gradients that the weights carry.</summary>
    /// <param name="stopped">one number on the weights' device: 1 leaves all as it is, 0 does not</param>
    public void Step(Tensor stopped)
    {
        if (_adam is not null)
            _adam.Step(stopped);
        else if (stopped.item<float>() == 0)
            _own!.step();
    }

    /// <summary>Changes the learning rate from the next step on.</summary>
    public void SetRate(double rate)
    {
        _adam?.SetRate(rate);
        if (_own is not null) _own.ParamGroups.First().LearningRate = rate;
    }

    public void Dispose()
    {
        _adam?.Dispose();
        _own?.Dispose();
    }
}
