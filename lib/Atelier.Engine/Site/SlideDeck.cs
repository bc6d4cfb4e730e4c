using System.Text.Json.Nodes;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>Puts a notebook's cells on slides, by their slide types as Jupyter has them.</summary>
internal static class SlideDeck
{
    /// <summary>The slides from left to right, each with those below it.</summary>
    /// <param name="cells">the notebook's cells, in order; those before its first slide are left out</param>
    public static IReadOnlyList<IReadOnlyList<Slide>> Of(IEnumerable<NotebookCell> cells)
    {
        var columns = new List<List<Slide>>();
        var loaded = new List<NotebookCell>();
        foreach (var cell in cells)
        {
            if (cell.SlideType == "skip")
            {
                loaded.AddRange(Loaded(cell));
                continue;
            }

            if (cell.SlideType == "slide") columns.Add([]);
            if (columns.Count == 0) continue;
            if (cell.SlideType is "slide" or "subslide") columns[^1].Add(new([], []));
            if (cell.IsCode) columns[^1][^1].Cells.AddRange(Taken(loaded));
            (cell.SlideType == "notes" ? columns[^1][^1].Notes : columns[^1][^1].Cells).Add(cell);
        }

        return columns;
    }

    /// <summary>
    /// What a cell that is on no slide says of loaded trainings: it goes to the next result, which may come of them.
    /// </summary>
    private static IEnumerable<NotebookCell> Loaded(NotebookCell cell) => !cell.IsCode ? []
        : cell.Outputs.OfType<JsonObject>().Where(output => output["metadata"]?["recorded"] is not null)
            .Select(output => new NotebookCell(new JsonObject
            {
                ["cell_type"] = "markdown",
                ["source"] = output["data"]?["text/html"]?.DeepClone(),
            }, asLines: true));

    private static NotebookCell[] Taken(List<NotebookCell> loaded)
    {
        NotebookCell[] all = [.. loaded];
        loaded.Clear();
        return all;
    }
}
