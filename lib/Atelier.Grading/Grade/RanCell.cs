using System.Text.Json;
using Atelier.Engine.Running;
using Atelier.Engine.Session;

namespace Atelier.Grading.Grade;

/// <summary>A cell of a plan that has run.</summary>
/// <param name="Planned">The cell.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">Its value as plain data, or null.</param>
/// <param name="Error">What went wrong, in one line, or null.</param>
public sealed record RanCell(PlannedCell Planned, CellOutcome Outcome, JsonElement? Value, string? Error)
{
    /// <summary>The error with its place in the cell, or null.</summary>
    public CellError? Fault { get; init; }
}
