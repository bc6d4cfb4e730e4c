using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Jupyter does not let the student delete a cell that counts, nor edit one that is the instructor's.</summary>
internal sealed class LockCells : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        foreach (var graded in GradeCell.All(notebook))
        {
            if (graded.IsLocked || graded.IsSolution) graded.Cell.Metadata["deletable"] = false;
            if (graded.IsLocked) graded.Cell.Metadata["editable"] = false;
        }
    }
}
