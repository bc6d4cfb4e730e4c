namespace Atelier.Engine.Running;

/// <summary>What one cell may take; null is as much as it likes.</summary>
/// <param name="Time">time on the clock</param>
/// <param name="Processor">time on processors, of the worker and all that it started together</param>
/// <param name="Memory">resident memory of the worker and all that it started, in bytes</param>
/// <param name="Output">what it shows, its value included, in bytes</param>
public sealed record CellLimits(TimeSpan? Time, TimeSpan? Processor, long? Memory, long? Output = null);
