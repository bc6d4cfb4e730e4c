namespace Atelier.Engine.Session;

/// <summary>How a cell ended. What it showed on the way went to its <see cref="ICellOutput"/> before this.</summary>
/// <param name="Value">the value of a last expression without semicolon; null where there is none</param>
/// <param name="Error">null where all went well</param>
/// <param name="Warnings">the compiler's warnings, one line each. They are for a quiet place, never for stderr</param>
public sealed record CellResult(DisplayData? Value, CellError? Error, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool Succeeded => Error is null;
}
