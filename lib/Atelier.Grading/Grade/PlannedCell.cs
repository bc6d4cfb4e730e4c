using Atelier.Engine.Documents;

namespace Atelier.Grading.Grade;

/// <summary>A cell that is going to run.</summary>
/// <param name="Cell">the cell: the student's, or the instructor's where it is locked</param>
/// <param name="Grade">the instructor's grading of it, or null</param>
/// <param name="IsHidden">whether only the instructor's notebook has it</param>
public sealed record PlannedCell(NotebookCell Cell, GradeCell? Grade, bool IsHidden)
{
    /// <summary>What runs: the cell's text, or in place of expensive training the code that loads its result.</summary>
    public string Source => Grade?.Checkpoint ?? Cell.Source;
}
