using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The steps of a training as graphs, where the settings want them: one for each pattern of D's turns that pay a penalty.
/// </summary>
internal sealed class GanRecordings : IDisposable
{
    private readonly Dictionary<string, Repeated> _byPattern = [];
    /// <summary>Records work, or says null; by default a GPU's graph (<see cref="Repeated"/>).</summary>
    public Func<Func<Tensor>, IRecording?>? Record { get; set; }

    /// <summary>Does a step: as a graph where the settings say so, else plainly.</summary>
    /// <param name="turns">the step, on the device alone</param>
    /// <param name="batches">what it begins with</param>
    /// <param name="pattern">the kind of step: those of one kind do the same</param>
    /// <param name="settings">the training's</param>
    /// <param name="device">where it computes</param>
    /// <returns>what the step returns; the next step overwrites it</returns>
    public Tensor Run(Func<GanBatch[], Tensor> turns, GanBatch[] batches, string pattern, GanSettings settings, Device device)
    {
        if (!settings.CudaGraph)
            return turns(batches);
        if (!_byPattern.TryGetValue(pattern, out var repeated))
            _byPattern[pattern] = repeated = new Repeated(device, numbers => turns(With(batches, numbers)), Record);
        return repeated.Run([.. batches.SelectMany(batch => new[] { batch.X, batch.Z })]);
    }

    /// <summary>Whether what was recorded with some settings holds no longer with others.</summary>
    public static bool AreOfOtherSteps(GanSettings before, GanSettings after) => Step(before) != Step(after);

    /// <summary>Frees the graphs; the next steps are recorded anew.</summary>
    public void Dispose()
    {
        foreach (var repeated in _byPattern.Values)
            repeated.Dispose();
        _byPattern.Clear();
    }

    private static GanBatch[] With(GanBatch[] batches, Tensor[] numbers) =>
        [.. batches.Select((batch, turn) => batch with { X = numbers[2 * turn], Z = numbers[2 * turn + 1] })];

    // All but the learning rates, which lie on the device.
    private static GanSettings Step(GanSettings settings) => settings with { LearningRateG = 0, LearningRateD = 0 };
}
