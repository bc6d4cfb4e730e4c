using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>An earlier run of a notebook, used again where its code is still the same.</summary>
public static class EarlierRun
{
    /// <summary>Puts the outputs of an executed copy into a notebook, whose text may have changed since.</summary>
    /// <param name="notebook">the notebook as it is now</param>
    /// <param name="executed">the copy that was run</param>
    /// <returns>
    /// whether they fit: the same code in the same order, all of it run, and none with an error; else nothing is changed
    /// </returns>
    public static bool TryTake(NotebookDocument notebook, NotebookDocument executed)
    {
        var (now, then) = (CodeCells(notebook), CodeCells(executed));
        if (!now.Select(Code).SequenceEqual(then.Select(Code)) || !then.All(Passed)) return false;
        foreach (var (cell, ran) in now.Zip(then))
        {
            cell.ClearOutputs();
            foreach (var output in ran.Outputs) cell.Outputs.Add(output?.DeepClone());
            cell.ExecutionCount = ran.ExecutionCount;
        }

        return true;
    }

    private static NotebookCell[] CodeCells(NotebookDocument notebook) => [.. notebook.Cells.Where(cell => cell.IsCode)];

    private static (string?, string) Code(NotebookCell cell) => (cell.Id, cell.Source);

    private static bool Passed(NotebookCell cell) => cell.ExecutionCount is not null
        && !cell.Outputs.OfType<JsonObject>().Any(output => MultilineText.Read(output["output_type"]) == "error");
}
