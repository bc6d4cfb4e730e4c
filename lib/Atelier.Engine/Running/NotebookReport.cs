namespace Atelier.Engine.Running;

/// <summary>A notebook in a run's results.</summary>
/// <param name="Name">its file's name without the extension</param>
/// <param name="Source">the file that was run</param>
/// <param name="Output">the executed copy, or null where it could not be written</param>
/// <param name="Seconds">how long the run took</param>
/// <param name="PeakMegabytes">the most resident memory that its worker was seen with</param>
/// <param name="Cells">its code cells, in order</param>
/// <param name="Error">why the notebook as a whole could not be run, or null</param>
/// <param name="Machine">
/// what the notebook said of the machine that it ran on (an output's metadata, <c>machine</c>), or null
/// </param>
public sealed record NotebookReport(
    string Name, string Source, string? Output, double Seconds, long PeakMegabytes, IReadOnlyList<CellReport> Cells,
    string? Error = null, string? Machine = null)
{
    /// <summary>Whether every cell passed.</summary>
    public bool Succeeded => Error is null && Cells.All(cell => cell.Outcome is CellOutcome.Passed or CellOutcome.Skipped);

    /// <summary>What a run of this notebook alone would tell the shell: see <see cref="Running.ExitCode"/>.</summary>
    public int ExitCode =>
        Error is not null ? Running.ExitCode.File
        : Has(CellOutcome.Interrupted) ? Running.ExitCode.Interrupted
        : Has(CellOutcome.Crashed) || Has(CellOutcome.Memory) ? Running.ExitCode.WorkerDied
        : Has(CellOutcome.Timeout) ? Running.ExitCode.Timeout
        : Succeeded ? Running.ExitCode.Passed : Running.ExitCode.CellFailed;

    /// <summary>What went wrong first, in one line; null where nothing did.</summary>
    public string? Failure => Error ?? Cells.Where(cell => cell.Error is not null && cell.Outcome != CellOutcome.Passed)
        .Select(cell => $"cell {cell.Id}{(cell.Line is { } line ? $", line {line}" : "")}: {cell.Error}")
        .FirstOrDefault();

    private bool Has(CellOutcome outcome) => Cells.Any(cell => cell.Outcome == outcome);
}
