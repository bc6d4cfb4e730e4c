using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>
/// Cells for the instructor alone: those tagged <c>instructor</c> (notes, mark schemes) and <c>probe</c> (hidden tests).
/// </summary>
internal sealed class RemoveInstructorCells : IReleaseStep
{
    public const string Note = "instructor", Probe = "probe";

    public void Apply(NotebookDocument notebook, string name) =>
        notebook.Remove(cell => cell.Tags.Contains(Note) || cell.Tags.Contains(Probe));
}
