namespace Atelier.Benchmarks;

/// <summary>How long to measure, and where to say how it goes.</summary>
/// <param name="Rounds">laps of each contestant</param>
/// <param name="LapSeconds">about how long each lap is</param>
/// <param name="Full">whether to measure also what takes a quarter of an hour</param>
/// <param name="Progress">lines and dots for people</param>
/// <param name="Cancellation">ends it</param>
internal sealed record BenchRun(int Rounds, double LapSeconds, bool Full, TextWriter Progress, CancellationToken Cancellation)
{
    /// <summary>What is measured now.</summary>
    public void Tell(string what)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress.Write(what + " ");
    }

    /// <summary>A round is done.</summary>
    public void Tick() => Progress.Write('.');

    /// <summary>All of them are.</summary>
    public void EndTicks() => Progress.WriteLine();
}
