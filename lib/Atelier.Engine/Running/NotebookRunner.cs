using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Running;

/// <summary>
/// Runs notebooks from their first cell to their last, each in a worker process of its own, and saves the executed copy after
/// every cell.
/// </summary>
/// <param name="options">how</param>
/// <param name="progress">is told how it goes</param>
public sealed class NotebookRunner(RunOptions options, IRunProgress? progress = null)
{
    /// <summary>Runs several notebooks. One that fails does not keep the others from running.</summary>
    /// <returns>a report for each, in the order of <paramref name="paths"/></returns>
    /// <exception cref="IOException">The folder for the results cannot be made.</exception>
    public async Task<IReadOnlyList<NotebookReport>> RunAllAsync(IReadOnlyList<string> paths,
        CancellationToken cancellation = default)
    {
        MakeFolder(options.OutputFolder);
        var reports = new NotebookReport[paths.Count];
        await Parallel
            .ForEachAsync(Enumerable.Range(0, paths.Count), new ParallelOptions { MaxDegreeOfParallelism = options.Jobs },
                async (i, _) => reports[i] = await RunAsync(paths[i], cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return reports;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder {folder} for the results cannot be made ({e.Message}): name another with --out", e);
        }
    }

    /// <summary>Runs one notebook.</summary>
    public async Task<NotebookReport> RunAsync(string path, CancellationToken cancellation = default)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var started = Stopwatch.GetTimestamp();
        NotebookReport report;
        try
        {
            var notebook = NotebookDocument.Load(path);
            NotebookLanguage.RequireCSharp(notebook, path);
            var run = new NotebookRun(notebook, Path.Combine(options.OutputFolder, Path.GetFileName(path)),
                options.Limits.Output);
            progress?.NotebookStarted(name, run.Cells.Count);
            using var worker =
                WorkerProcess.Start(new WorkerSettings(Path.GetDirectoryName(Path.GetFullPath(path))!, options.Environment));
            await RunCellsAsync(name, run, worker, started, cancellation).ConfigureAwait(false);
            report = new NotebookReport(name, path, run.OutputPath, Seconds(started), worker.PeakMemory >> 20, run.Reports,
                Machine: run.Machine);
        }
        catch (Exception e) when (e is NotebookException or IOException or UnauthorizedAccessException)
        {
            report = new NotebookReport(name, path, null, Seconds(started), 0, [], e.Message);
        }

        progress?.NotebookEnded(report);
        return report;
    }

    private async Task RunCellsAsync(string name, NotebookRun run, WorkerProcess worker, long started,
        CancellationToken cancellation)
    {
        run.Save();
        await worker.ReadyAsync().ConfigureAwait(false);
        for (var number = 1; number <= run.Cells.Count; number++)
        {
            progress?.CellStarted(name, number, run.Id(number));
            var report =
                await RunCellAsync(name, run, number, worker, options.Limits.Next(started), cancellation).ConfigureAwait(false);
            run.Reports.Add(report);
            run.Save();
            progress?.CellEnded(name, number, report);
            if (!GoesOn(report, worker) || options.Limits.AreUp(started)) break;
        }

        for (var number = run.Reports.Count + 1; number <= run.Cells.Count; number++)
            run.Reports.Add(new CellReport(run.Id(number), CellOutcome.NotRun, 0));
    }

    private async Task<CellReport> RunCellAsync(
        string name, NotebookRun run, int number, WorkerProcess worker, CellLimits limits, CancellationToken cancellation)
    {
        var cell = run.Cells[number - 1];
        if (cell.Tags.Contains("skip")) return new CellReport(run.Id(number), CellOutcome.Skipped, 0);
        var started = Stopwatch.GetTimestamp();
        var began = DateTime.UtcNow;
        run.Output.Begin(cell, number);
        var recording = options.Recordings?.Of(name, [.. run.Cells.Take(number)]);
        var result = await worker.ExecuteAsync(
            cell.Source, $"cell {number}", run.Output, limits, cancellation, recording: recording).ConfigureAwait(false);
        run.Output.End(result, number);
        cell.Metadata["execution"] = Timing(began, DateTime.UtcNow);
        var allowed = result.Outcome == CellOutcome.Error && cell.Tags.Contains("raises-exception");
        return new CellReport(
            run.Id(number), allowed ? CellOutcome.Passed : result.Outcome, Seconds(started), result.Error?.Message,
            result.Error?.Line);
    }

    private bool GoesOn(CellReport cell, WorkerProcess worker) =>
        worker.IsAlive && cell.Outcome != CellOutcome.Interrupted
        && (options.KeepGoing || cell.Outcome is CellOutcome.Passed or CellOutcome.Skipped);

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;

    // As nbclient writes it.
    private static JsonObject Timing(DateTime began, DateTime ended) => new()
    {
        ["iopub.execute_input"] = Iso(began),
        ["shell.execute_reply"] = Iso(ended),
    };

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
