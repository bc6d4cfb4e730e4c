using System.Collections.Concurrent;

namespace Atelier.Engine.Session;

/// <summary>
/// The text of the cells that have run, for showing a line of them in an error, also one that happens beside the running cell.
/// </summary>
internal sealed class CellSources
{
    private readonly ConcurrentDictionary<string, string[]> _lines = [];

    public void Add(string cellName, string code) => _lines[cellName] = code.Split('\n');

    /// <summary>A line of a cell, from 1; null where the name is no cell.</summary>
    public string? Line(string? cellName, int line) =>
        cellName is not null && _lines.TryGetValue(cellName, out var lines) ? lines.ElementAtOrDefault(line - 1)?.Trim() : null;
}
