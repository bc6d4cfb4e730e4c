using System.Diagnostics;

namespace Atelier;

/// <summary>A stopwatch for trainings: one that was loaded counts as long as it took when it was recorded.</summary>
internal sealed class TrainingClock
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _before = RecordedCell.Saved;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => _clock.Elapsed + (RecordedCell.Saved - _before);
}
