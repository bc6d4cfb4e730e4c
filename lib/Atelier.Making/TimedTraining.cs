using System.Globalization;
using Spectre.Console;

namespace Atelier.Making;

/// <summary>
/// The loop of a training that lasts so many seconds in all, however often it is stopped and gone on with. The learning rate is
/// constant at first and then falls in a straight line to zero.
/// </summary>
/// <param name="falling">over which share of them the rate falls, above 0 and at most 1: 0.5 is the second half</param>
/// <param name="rest">seconds between two times of saving</param>
/// <param name="time">what tells the time: the machine's clock by default</param>
internal sealed class TimedTraining(double falling, double rest, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Trained so far, those before the last stop included.</summary>
    public double Seconds { get; private set; }

    /// <summary>Steps so far, those before the last stop included.</summary>
    public int Steps { get; private set; }

    /// <summary>Both, to be saved beside the networks.</summary>
    public Dictionary<string, string> State => new()
    {
        ["step"] = $"{Steps}",
        ["seconds"] = Seconds.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Goes on from a <see cref="State"/>.</summary>
    /// <param name="path">the file that was saved with it</param>
    public void Resume(string path)
    {
        var state = SafeTensors.LoadMetadata(path);
        Steps = int.Parse(state["step"], CultureInfo.InvariantCulture);
        Seconds = double.Parse(state["seconds"], CultureInfo.InvariantCulture);
    }

    /// <summary>Trains to the end, or until a step throws: that step does not count.</summary>
    /// <param name="seconds">to have trained in the end</param>
    /// <param name="bar">is told the seconds</param>
    /// <param name="step">one step; is given the share of the learning rate that is left, 1 … 0</param>
    /// <param name="save">saves, and says how it goes</param>
    public void Run(double seconds, ProgressTask bar, Action<double> step, Action save)
    {
        var (start, before, saved) = (_time.GetTimestamp(), Seconds, Seconds);
        while (Seconds < seconds)
        {
            step(Math.Min(1, (1 - Seconds / seconds) / falling));
            Steps++;
            bar.Value = Seconds = before + _time.GetElapsedTime(start).TotalSeconds;
            if (Seconds < saved + rest)
                continue;
            saved = Seconds;
            save();
        }
    }
}
