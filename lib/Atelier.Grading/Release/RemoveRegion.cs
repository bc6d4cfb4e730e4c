using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Lines that students do not see: hidden tests and mark schemes inside a cell.</summary>
/// <param name="region">the region</param>
internal sealed class RemoveRegion(Region region) : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        foreach (var cell in notebook.Cells.Where(cell => region.IsIn(cell.Source))) region.Replace(name, cell, stub: null);
    }
}
