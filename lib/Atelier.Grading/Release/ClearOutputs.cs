using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>What an earlier run left goes.</summary>
internal sealed class ClearOutputs : IReleaseStep
{
    public void Apply(NotebookDocument notebook, string name)
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode)) cell.ClearOutputs();
    }
}
