using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>What became of a cell in a worker.</summary>
/// <param name="Outcome">how it ended</param>
/// <param name="Value">the value of its last expression, or null</param>
/// <param name="Error">what to tell the person; null where all went well</param>
public sealed record CellRun(CellOutcome Outcome, DisplayData? Value, CellError? Error)
{
    /// <summary>A cell that the worker or the runner stopped, and not the cell's own code.</summary>
    public static CellRun Stopped(CellOutcome outcome, string message) =>
        new(outcome, null, new CellError(CellErrorKind.Interrupted, outcome.ToString(), message, null, null, [message]));
}
