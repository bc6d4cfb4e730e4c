using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What moves one network's weights: Adam with the settings' β1, or what the settings make.</summary>
internal sealed class GanOptimizer : IDisposable
{
    private readonly FusedAdam? _adam;
    private readonly optim.Optimizer? _own;

    /// <param name="network">whose weights</param>
    /// <param name="rate">the learning rate, at least 0</param>
    /// <param name="make">makes another than Adam; null for Adam</param>
    /// <param name="beta1">Adam's β1, at least 0 and below 1</param>
    public GanOptimizer(
        nn.Module network, double rate, Func<IEnumerable<Parameter>, double, optim.Optimizer>? make, double beta1)
    {
        if (make is null)
            _adam = new FusedAdam(network.parameters(), rate, beta1);
        else
            _own = make(network.parameters(), rate);
    }

    /// <summary>Whether it is our Adam, whose steps wait for nothing.</summary>
    public bool IsAdam => _adam is not null;

    /// <summary>Adam, to look into.</summary>
    /// <exception cref="InvalidOperationException">It is another.</exception>
    public FusedAdam Adam => _adam
        ?? throw new InvalidOperationException("Only a training whose optimizers are Adam can be saved and gone on with.");

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
