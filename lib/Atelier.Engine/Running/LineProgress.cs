namespace Atelier.Engine.Running;

/// <summary>Says how a run goes in a line for each cell.</summary>
/// <param name="says">takes the lines</param>
public sealed class LineProgress(TextWriter says) : IRunProgress
{
    /// <inheritdoc/>
    public void NotebookStarted(string name, int codeCells) => says.WriteLine($"{name}: {codeCells} code cells");

    /// <inheritdoc/>
    public void CellStarted(string name, int number, string id)
    {
    }

    /// <inheritdoc/>
    public void CellEnded(string name, int number, CellReport cell) => says.WriteLine(
        $"{name}  {number,3}  {cell.Outcome.ToString().ToLowerInvariant(),-12} {cell.Seconds,6:0.0} s  {cell.Id}");

    /// <inheritdoc/>
    public void NotebookEnded(NotebookReport notebook)
    {
    }
}
