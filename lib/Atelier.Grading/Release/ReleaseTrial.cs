using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;

namespace Atelier.Grading.Release;

/// <summary>Runs a notebook as the instructor wrote it and as students get it: tests pass on the solutions, and fail on the stubs.</summary>
public static class ReleaseTrial
{
    /// <summary>Runs both.</summary>
    /// <param name="path">The instructor's notebook.</param>
    /// <param name="version">The student's version of it.</param>
    /// <param name="environment">Environment variables for both runs.</param>
    /// <param name="cancellation">Stops the runs.</param>
    /// <exception cref="ReleaseException">A solution fails its own test, or a stub passes it.</exception>
    public static async Task RunAsync(string path, string version, Dictionary<string, string> environment, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("release-").FullName;
        try
        {
            var name = Path.GetFileName(path);
            var stub = Path.Combine(folder, name);
            await File.WriteAllTextAsync(stub, version, cancellation).ConfigureAwait(false);
            foreach (var (id, passed) in await TestsAsync(path, Path.Combine(folder, "solved"), environment, cancellation).ConfigureAwait(false))
                if (!passed) throw new ReleaseException(name, id, null, "the solution fails its own test");
            foreach (var (id, passed) in await TestsAsync(stub, Path.Combine(folder, "stub"), environment, cancellation).ConfigureAwait(false))
                if (passed) throw new ReleaseException(name, id, null, "the test passes with nothing written: the stub is a solution");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<(string Id, bool Passed)>> TestsAsync(
        string path, string folder, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var runner = new NotebookRunner(new RunOptions(folder) { KeepGoing = true, Environment = environment });
        var report = (await runner.RunAllAsync([path], cancellation).ConfigureAwait(false))[0];
        if (report.Output is not { } output) throw new ReleaseException(Path.GetFileName(path), null, null, report.Error ?? "it could not be run");
        var outcomes = report.Cells.ToDictionary(cell => cell.Id, cell => cell.Outcome);
        return [.. GradeCell.All(NotebookDocument.Load(output)).Where(graded => graded.IsTest && graded.Cell.IsCode)
            .Select(graded => (graded.Cell.Id!, outcomes[graded.Cell.Id!] == CellOutcome.Passed && !Doubts(graded.Cell)))];
    }

    // The library's Check does not throw: it says in the output's metadata how it went.
    private static bool Doubts(NotebookCell cell) => cell.Outputs.Any(
        output => output?["metadata"]?["check"]?["outcome"] is JsonValue outcome && outcome.GetValue<string>() != "passed");
}
