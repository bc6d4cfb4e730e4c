using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Writes into each cell's metadata what it was when it was released.</summary>
internal sealed class ComputeChecksums : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        foreach (var graded in GradeCell.All(notebook).Where(graded => graded.Id != ""))
        {
            var nbgrader = graded.Cell.Metadata["nbgrader"]!;
            nbgrader["cell_type"] = graded.Cell.Type;
            nbgrader["checksum"] = Checksum.Of(graded);
        }
    }
}
