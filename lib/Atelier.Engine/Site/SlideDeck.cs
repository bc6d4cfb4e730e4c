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
        foreach (var cell in cells.Where(cell => cell.SlideType != "skip"))
        {
            if (cell.SlideType == "slide") columns.Add([]);
            if (columns.Count == 0) continue;
            if (cell.SlideType is "slide" or "subslide") columns[^1].Add(new([], []));
            (cell.SlideType == "notes" ? columns[^1][^1].Notes : columns[^1][^1].Cells).Add(cell);
        }

        return columns;
    }
}
