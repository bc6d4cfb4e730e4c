using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Watches a training from the cell that runs it: progress with the time left, samples, and the losses, redrawn in place now and
/// then.
/// </summary>
/// <param name="images">images that the whole training will see</param>
/// <param name="samples">draws what the generator makes at this moment; asked only when the view is redrawn</param>
/// <param name="every">seconds between two drawings</param>
/// <param name="unit">what is counted, in the plural</param>
public sealed class TrainingView(long images, Func<Picture> samples, double every = 2, string unit = "images")
{
    private readonly LossGuard _guard = new();
    private readonly TrainingClock _clock = new();
    private readonly List<double> _seen = [];
    private readonly SortedDictionary<string, List<double>> _losses = [];
    private LiveView? _view;
    private TimeSpan _next;

    private string Axis => unit == "images" ? "images seen" : unit;

    /// <summary>Notes one training step, and redraws where it is time to.</summary>
    /// <param name="done">images seen since the start</param>
    /// <param name="step">the losses of this step, by their symbols; the same ones in each step</param>
    /// <exception cref="NotFiniteNumberException">A loss is NaN or infinite: a training is not to go on over it.</exception>
    public void Report(long done, params ReadOnlySpan<(string Name, double Value)> step)
    {
        _guard.Check(_seen.Count + 1, rate: null, step);
        _seen.Add(done);
        foreach (var (name, value) in step)
        {
            if (!_losses.TryGetValue(name, out var values)) _losses[name] = values = [];
            values.Add(value);
        }

        if (_clock.Elapsed < _next && done != images) return;
        Redraw(done);
        _next = _clock.Elapsed + TimeSpan.FromSeconds(every);
    }

    private void Redraw(long done)
    {
        using var scope = NewDisposeScope();
        var chart = new LineChart(Axis, "loss", "", $"The losses so far: {string.Join(" and ", _losses.Keys)} against {Axis}.");
        foreach (var (name, values) in _losses) chart.Add(new Series(name, [.. _seen], [.. values]));
        var now = new TrainingMoment(new Progress(done, images, _clock.Elapsed, unit), samples(), chart);
        if (_view is null) _view = LiveView.Show(now);
        else _view.Update(now);
    }
}
