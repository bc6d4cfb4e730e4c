namespace Atelier.Engine.Session;

/// <summary>Why a cell failed, in the person's terms.</summary>
/// <param name="Kind">what stopped the cell</param>
/// <param name="Name">the compiler's code (<c>CS1002</c>) or the exception's type</param>
/// <param name="Message">what happened, without a stack trace</param>
/// <param name="Line">the line in the cell, from 1; null where the cell has no place for it</param>
/// <param name="Column">the column in that line, from 1</param>
/// <param name="Traceback">
/// what to show, line by line: the message, the code with a caret or the frames in the person's own code
/// </param>
public sealed record CellError(
    CellErrorKind Kind, string Name, string Message, int? Line, int? Column, IReadOnlyList<string> Traceback);
