namespace Atelier.Grading.Grade;

/// <summary>A cell of the student's own that failed.</summary>
/// <param name="Cell">its grade id, or how it begins</param>
/// <param name="Outcome">how it failed</param>
/// <param name="Line">the line in the cell, from 1; null where there is none</param>
/// <param name="Message">what happened, in one line</param>
/// <param name="Code">the text of that line; may be empty</param>
/// <param name="Because">the cell that failed before and that this one needs; null where the fault is this cell's own</param>
public sealed record CellFault(string Cell, GradeOutcome Outcome, int? Line, string Message, string Code, string? Because = null)
{
    private const int MostMessage = 500;

    /// <summary>What to tell of it, in one line.</summary>
    public string Told =>
        $"{Cell}{(Line is { } line ? $", line {line}" : "")}: {(Because is { } cause ? $"follows from {cause}: " : "")}{Message}";

    /// <summary>What to tell of a cell that does not compile because of this one.</summary>
    public string Consequence(string message) =>
        $"follows from {Cell}, which {(Outcome == GradeOutcome.CompileError ? "does not compile" : "did not run to its end")}: {message}";

    /// <summary>A text that a student's code made, cut where it is long.</summary>
    internal static string Short(string text, int most = MostMessage) => text.Length <= most ? text : text[..most] + " …";
}
