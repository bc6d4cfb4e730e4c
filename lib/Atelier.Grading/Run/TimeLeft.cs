using System.Diagnostics;

namespace Atelier.Grading.Run;

/// <summary>Says how far a run is, and about how long the rest takes at the same pace.</summary>
/// <param name="total">how many there are to do</param>
internal sealed class TimeLeft(int total)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _done;

    /// <summary>Counts one more as done.</summary>
    public string Next()
    {
        _done++;
        var left = Stopwatch.GetElapsedTime(_started) / _done * (total - _done);
        return $"{_done} of {total}" + (_done == total ? "" : $", {Text(left)} left");
    }

    private static string Text(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:0} s",
        { TotalHours: < 2 } => $"{time.TotalMinutes:0} min",
        _ => $"{time.TotalHours:0} h",
    };
}
