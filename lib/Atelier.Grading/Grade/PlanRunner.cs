using System.Diagnostics;
using System.Text.Json;
using Atelier.Engine.Running;
using Atelier.Engine.Session;

namespace Atelier.Grading.Grade;

/// <summary>
/// Runs the cells of a plan one by one. After a cell that ended its worker, a new worker runs again what had passed before, and
/// goes on: one bad cell costs its own points.
/// </summary>
/// <param name="start">how a worker is started</param>
/// <param name="limits">what it may take</param>
/// <param name="seed">the seed of each graded cell</param>
internal sealed class PlanRunner(WorkerSettings start, RunLimits limits, int seed) : IDisposable
{
    private const int MostWorkers = 6;
    private const int MostOutput = 64 << 20; // bytes that a cell may send, though few of them are kept
    private const int LargestMessage = 2 * PlainData.MostCharacters; // bytes: the largest value, and what quoting adds

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<PlannedCell> _passed = [];
    private WorkerProcess? _worker;
    private int _workers;

    /// <summary>Runs all cells.</summary>
    public async Task<IReadOnlyList<RanCell>> RunAsync(IReadOnlyList<PlannedCell> cells, CancellationToken cancellation)
    {
        var ran = new List<RanCell>();
        foreach (var cell in cells)
        {
            cancellation.ThrowIfCancellationRequested();
            ran.Add(await RunAsync(cell, cancellation).ConfigureAwait(false));
        }

        return ran;
    }

    /// <summary>Whether a worker can be started at all.</summary>
    /// <param name="patience">how long to wait for it</param>
    public async Task<bool> StartsAsync(TimeSpan patience)
    {
        try
        {
            return await ReadyAsync(CancellationToken.None).WaitAsync(patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => _worker?.Dispose();

    private async Task<RanCell> RunAsync(PlannedCell cell, CancellationToken cancellation)
    {
        if (limits.AreUp(_started)) return new RanCell(cell, CellOutcome.Timeout, null, "the time for the whole notebook was up");
        if (!await ReadyAsync(cancellation).ConfigureAwait(false))
            return new RanCell(cell, CellOutcome.NotRun, null, "cells before it ended its process too often");
        if (cell.Grade is { IsGraded: true }) await SeedAsync(cancellation).ConfigureAwait(false);
        var run = await ExecuteAsync(cell, cancellation).ConfigureAwait(false);
        if (run.Outcome == CellOutcome.Passed) _passed.Add(cell);
        return new RanCell(cell, run.Outcome, Value(run), run.Error?.Message.ReplaceLineEndings(" ")) { Fault = run.Error };
    }

    /// <summary>A worker in the state that the cells before have left.</summary>
    private async Task<bool> ReadyAsync(CancellationToken cancellation)
    {
        while (_worker is not { IsAlive: true })
        {
            if (++_workers > MostWorkers) return false;
            _worker?.Dispose();
            _worker = WorkerProcess.Start(start with { LargestMessage = LargestMessage });
            await _worker.ReadyAsync().ConfigureAwait(false);
            foreach (var cell in _passed)
                if (_worker.IsAlive) await ExecuteAsync(cell, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private Task<CellRun> ExecuteAsync(PlannedCell cell, CancellationToken cancellation) =>
        _worker!.ExecuteAsync(cell.Source, cell.Cell.Id ?? "cell", new BoundedOutput(limits.Output), Limits, cancellation,
            asData: true);

    // Where the notebook does not load the library there is nothing to seed: the cell does not compile, and that is all.
    private Task SeedAsync(CancellationToken cancellation) =>
        _worker!.ExecuteAsync($"Atelier.Seed.Everything({seed});", "seed", new BoundedOutput(0), Limits, cancellation);

    private CellLimits Limits => limits.Next(_started) with { Output = MostOutput };

    private static JsonElement? Value(CellRun run) => run.Value?.Data.GetValueOrDefault(PlainData.MimeType) is { } json
        ? PlainValue.Parse(json)
        : null;
}
