using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Grading.Results;
using Microsoft.Data.Sqlite;

namespace Atelier.Cli.Grading;

/// <summary>One run of <c>course grade</c>.</summary>
/// <param name="submitted">the folder or zip of submissions</param>
/// <param name="folder">where the gradebook and the reports go</param>
/// <param name="limits">what a submission may take</param>
internal sealed class GradingRun(string submitted, string folder, GradeLimits limits)
{
    private static readonly string s_solutions = Path.Combine(Course.Home, "notebooks", "instructor");

    public int Jobs { get; init; } = 1;

    public IReadOnlyList<string> Only { get; init; } = [];

    public bool Resume { get; init; }

    public string? Slice { get; init; }

    /// <summary>
    /// Limits where so many are graded side by side: a cell that keeps its share of the processors busy has all of its time, and half as
    /// much again for the runtime's own threads; one that takes more than its share is ended earlier.
    /// </summary>
    public static GradeLimits Limits(TimeSpan cell, TimeSpan total, long memory, int jobs) => new(cell, 1.5 * Threads(jobs) * cell, total, memory);

    /// <summary>Whether an exception is a fault of the input, told in one line.</summary>
    public static bool IsExpected(Exception e) =>
        e is IOException or UnauthorizedAccessException or InvalidDataException or ReleaseException or NotebookException or SqliteException or ArgumentException;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var gate = Lock();
        using var book = new Gradebook(folder);
        var paths = Lessons.Find(Course.Home, Only).ToDictionary(path => Path.GetFileNameWithoutExtension(path)!);
        var settings = new GradeSettings(book.Seed, Environment(), limits, new Sandbox(Course.Home, [s_solutions, folder, Path.GetFullPath(submitted)]));
        var submissions = Mine(Find([.. paths.Keys])).Where(one => !Resume || !book.Has(one.Student, one.Assignment)).ToList();
        Console.WriteLine($"{submissions.Count} submissions; {Sandbox.Level}");

        var assignments = new Dictionary<string, Assignment>();
        foreach (var name in submissions.Select(one => one.Assignment).Distinct().Where(paths.ContainsKey))
            assignments[name] = await Assignment.PrepareAsync(paths[name], settings, cancellation);
        var progress = new TimeLeft(submissions.Count);
        await Parallel.ForEachAsync(submissions, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation }, async (one, stop) =>
        {
            var grade = assignments.TryGetValue(one.Assignment, out var assignment)
                ? await new SubmissionGrader(settings).GradeAsync(one, assignment, stop)
                : new SubmissionGrade(one.Student, one.Assignment, [], [], one.Problem ?? "there is no such assignment", 0, one.Submitted);
            lock (book)
            {
                book.Put(grade);
                Console.WriteLine($"{progress.Next()}  {grade.Student}  {grade.Assignment}  {grade.Points:0.##} of {grade.MaxPoints:0.##}  {grade.Problem}");
            }
        });
        GradeReport.Write(book, folder);
        Console.WriteLine($"summary.html, grades.csv, feedback/ and gradebook.db are in {folder}");
        return ExitCode.Passed;
    }

    // A second run in the same folder would grade everything twice.
    private FileStream Lock()
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new IOException($"another course grade is at work in {folder}");
        }
    }

    private IReadOnlyList<Submission> Find(IReadOnlyList<string> assignments)
    {
        if (!File.Exists(submitted)) return new SubmissionFinder(assignments).Find(submitted);
        var unpacked = Path.Combine(folder, "unpacked");
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        Directory.CreateDirectory(unpacked);
        foreach (var skipped in SafeZip.Unpack(submitted, unpacked)) Console.Error.WriteLine($"course grade: left out {skipped}");
        return new SubmissionFinder(assignments).Find(unpacked);
    }

    private IEnumerable<Submission> Mine(IReadOnlyList<Submission> all)
    {
        if (Slice is null) return all;
        if (Slice.Split('/') is not [var i, var n] || !int.TryParse(i, out var mine) || !int.TryParse(n, out var slices) || mine < 1 || mine > slices)
            throw new ArgumentException($"--slice {Slice}: a slice is written as 2/8");
        return all.Where((_, index) => index % slices == mine - 1);
    }

    private static int Threads(int jobs) => Math.Max(1, System.Environment.ProcessorCount / jobs);

    // All that a worker gets to know of this machine.
    private Dictionary<string, string> Environment() => new(LeanRuntime.Environment)
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin",
        ["HOME"] = Sandbox.Scratch,
        ["DOTNET_CLI_HOME"] = Sandbox.Scratch,
        ["DOTNET_EnableDiagnostics"] = "0",
        ["ATELIER_HOME"] = Course.Home,
        ["ATELIER_SCALE"] = "smoke",
        ["OMP_NUM_THREADS"] = $"{Threads(Jobs)}",
        ["OMP_WAIT_POLICY"] = "passive",
    };
}
