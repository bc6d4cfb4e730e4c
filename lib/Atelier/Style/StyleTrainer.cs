using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A training of a network that paints, by Adam: the loop is the same whichever network it is. It prints nothing: listen to
/// <see cref="Stepped"/>.
/// </summary>
public abstract class StyleTrainer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Adam _adam;
    private readonly LossGuard _guard = new(kept: "The network");
    private readonly Stopwatch _clock = new();

    private protected StyleTrainer(nn.Module network, double learningRate)
    {
        (_network, LearningRate) = (network, Require.LearningRate(learningRate));
        _adam = optim.Adam(network.parameters(), learningRate);
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<StyleStep>? Stepped;

    /// <summary>Adam's learning rate, which may change from step to step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps done so far.</summary>
    public int Step { get; private set; }

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps</param>
    /// <param name="cancellation">
    /// stops between two steps, and everything learnt is kept; by default a notebook's stop button
    /// </param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">A loss is NaN or infinite; the network has taken no step by it.</exception>
    public void Train(int steps, CancellationToken? cancellation = null)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var stop = cancellation ?? RunningCell.Cancellation;
        _network.train();
        for (var done = 0; done < steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            _clock.Start();
            var report = Learn();
            _clock.Stop();
            Stepped?.Invoke(report);
        }
    }

    private StyleStep Learn()
    {
        using var scope = NewDisposeScope();
        var terms = Terms();
        _adam.zero_grad();
        terms[0].backward();
        // The only wait for the device in a step. It comes before the weights move: they never follow a loss that is no number.
        var report = StyleStep.Of(Step + 1, Step + 1, terms.detach(), _clock.Elapsed);
        _guard.Check(report.Step, LearningRate, report.Losses);
        _adam.ParamGroups.First().LearningRate = LearningRate;
        _adam.step();
        Step++;
        return report with { Seconds = _clock.Elapsed.TotalSeconds };
    }

    /// <summary>[4]: L_total, L_content, L_style, L_tv of this step's pieces of photos.</summary>
    private protected abstract Tensor Terms();

    /// <summary>Frees Adam's state and what the style wants; networks stay with their owners.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it owns.</summary>
    protected virtual void Dispose(bool disposing) => _adam.Dispose();
}
