using System.Diagnostics;

namespace Atelier.Engine.Running;

/// <summary>What one notebook may take.</summary>
public sealed record RunLimits
{
    /// <summary>Time for a cell; none by default.</summary>
    public TimeSpan? Cell { get; init; }

    /// <summary>Time on processors for a cell, all of its threads and processes together; none by default.</summary>
    public TimeSpan? Processor { get; init; }

    /// <summary>Time for the whole notebook; none by default.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>Resident memory of the worker, in bytes; none by default.</summary>
    public long? Memory { get; init; }

    /// <summary>What a cell may show, in characters; the rest is left out, with a notice.</summary>
    public int Output { get; init; } = 32 << 20;

    /// <summary>Whether the time for the whole notebook is up.</summary>
    /// <param name="started">when the notebook began, as <see cref="Stopwatch.GetTimestamp"/> told it</param>
    public bool AreUp(long started) => Left(started) <= TimeSpan.Zero;

    /// <summary>What the next cell may take: its own time, or what is left of the whole.</summary>
    /// <param name="started">when the notebook began, as <see cref="Stopwatch.GetTimestamp"/> told it</param>
    public CellLimits Next(long started) => new(Cell is null || Left(started) < Cell ? Left(started) : Cell, Processor, Memory);

    private TimeSpan? Left(long started)
    {
        var left = Total - Stopwatch.GetElapsedTime(started);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
