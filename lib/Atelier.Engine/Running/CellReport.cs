namespace Atelier.Engine.Running;

/// <summary>A code cell in a run's results.</summary>
/// <param name="Id">the cell's id, or its place in the notebook where it has none</param>
/// <param name="Outcome">how it ended</param>
/// <param name="Seconds">how long it took</param>
/// <param name="Error">one line on what went wrong, or null</param>
/// <param name="Line">the line in the cell where it went wrong, from 1, or null</param>
public sealed record CellReport(string Id, CellOutcome Outcome, double Seconds, string? Error = null, int? Line = null);
