using System.Text.Json;
using Atelier.Engine.Running;
using Atelier.Engine.Session;

namespace Atelier.Grading.Grade;

/// <summary>A cell of a plan that has run.</summary>
/// <param name="Planned">the cell</param>
/// <param name="Outcome">how it ended</param>
/// <param name="Value">its value as plain data, or null</param>
/// <param name="Error">what went wrong, in one line, or null</param>
public sealed record RanCell(PlannedCell Planned, CellOutcome Outcome, JsonElement? Value, string? Error)
{
    /// <summary>The error with its place in the cell, or null.</summary>
    public CellError? Fault { get; init; }
}
