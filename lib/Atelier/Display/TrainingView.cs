using System.Diagnostics;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Watches a training from the cell that runs it: progress with the time left, samples, and the losses, redrawn in place now and then.
/// </summary>
/// <param name="images">images that the whole training will see</param>
/// <param name="samples">draws what the generator makes at this moment; asked only when the view is redrawn</param>
/// <param name="every">seconds between two drawings</param>
/// <param name="unit">what is counted, in the plural</param>
public sealed class TrainingView(long images, Func<Picture> samples, double every = 2, string unit = "images")
{
    private readonly LossGuard guard = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<double> seen = [];
    private readonly SortedDictionary<string, List<double>> losses = [];
    private LiveView? view;
    private TimeSpan next;

    private string Axis => unit == "images" ? "images seen" : unit;

    /// <summary>Notes one training step, and redraws where it is time to.</summary>
    /// <param name="done">images seen since the start</param>
    /// <param name="step">the losses of this step, by their symbols; the same ones in each step</param>
    /// <exception cref="NotFiniteNumberException">A loss is NaN or infinite: a training is not to go on over it.</exception>
    public void Report(long done, params ReadOnlySpan<(string Name, double Value)> step)
    {
        guard.Check(seen.Count + 1, rate: null, step);
        seen.Add(done);
        foreach (var (name, value) in step)
        {
            if (!losses.TryGetValue(name, out var values)) losses[name] = values = [];
            values.Add(value);
        }

        if (clock.Elapsed < next && done != images) return;
        Redraw(done);
        next = clock.Elapsed + TimeSpan.FromSeconds(every);
    }

    private void Redraw(long done)
    {
        using var scope = NewDisposeScope();
        var chart = new LineChart(Axis, "loss", "", $"The losses so far: {string.Join(" and ", losses.Keys)} against {Axis}.");
        foreach (var (name, values) in losses) chart.Add(new Series(name, [.. seen], [.. values]));
        var now = new TrainingMoment(new Progress(done, images, clock.Elapsed, unit), samples(), chart);
        if (view is null) view = LiveView.Show(now);
        else view.Update(now);
    }
}
