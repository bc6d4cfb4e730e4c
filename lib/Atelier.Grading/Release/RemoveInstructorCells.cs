using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>
/// Cells for the instructor alone: those tagged <c>instructor</c> (mark schemes) and <c>probe</c> (hidden tests), and the notes
/// of slides. Slides themselves stay: a student may show the lesson as well.
/// </summary>
internal sealed class RemoveInstructorCells : IReleaseStep
{
    public const string Note = "instructor", Probe = "probe";

    public void Apply(NotebookDocument notebook, string name) =>
        notebook.Remove(cell => cell.Tags.Contains(Note) || cell.Tags.Contains(Probe) || cell.SlideType == "notes");
}
