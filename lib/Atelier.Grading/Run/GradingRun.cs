using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Grading.Results;
using Microsoft.Data.Sqlite;

namespace Atelier.Cli.Grading;

/// <summary>One run of <c>course grade</c>.</summary>
/// <param name="submitted">the folder or zip of submissions</param>
/// <param name="folder">where the gradebook and the reports go</param>
/// <param name="limits">what a submission may take</param>
internal sealed class GradingRun(string submitted, string folder, RunLimits limits)
{
    private static readonly string s_solutions = Path.Combine(Course.Home, "notebooks", "instructor");

    private string Scratch => Path.Combine(folder, ".scratch");

    // What of the course's own folder nobody handed in, where a person grades in it.
    private static readonly string[] s_own =
    [
        "lib", "data", "notebooks", "tests", "environment", "out", "README.md", "LICENSE", "course", "course.cmd", "Atelier.slnx",
        "global.json",
        "Directory.Build.props", "Directory.Build.targets",
    ];

    public int Jobs { get; init; } = 1;

    public IReadOnlyList<string> Only { get; init; } = [];

    public bool Resume { get; init; }

    public string? Slice { get; init; }

    /// <summary>
    /// Limits where so many are graded side by side: a cell that keeps its share of the processors busy has all of its time, and
    /// half as much again for the runtime's own threads; one that takes more than its share is ended earlier.
    /// </summary>
    public static RunLimits Limits(TimeSpan cell, TimeSpan total, long memory, int jobs) =>
        new() { Cell = cell, Processor = 1.5 * Threads(jobs) * cell, Total = total, Memory = memory, Output = 1 << 20 };

    /// <summary>Whether an exception is a fault of the input, told in one line.</summary>
    public static bool IsExpected(Exception e) =>
        e is IOException or UnauthorizedAccessException or InvalidDataException or ReleaseException or NotebookException
            or SqliteException or ArgumentException or SandboxException;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var gate = Lock();
        using var book = new Gradebook(folder);
        Clean();
        var asked = Lessons.Find(Course.Home, Only);
        var paths = asked.Concat(Lessons.Find(Course.Home, [])).DistinctBy(Name).ToDictionary(Name);
        var collected = Collect(paths.Values);
        var found = Mine(collected.Submissions.Where(one => asked.Select(Name).Contains(one.Assignment))).ToList();
        var settings = new GradeSettings(book.Seed, Environment(), limits,
            new Sandbox(Course.Home, [.. Hidden()]))
        { Scratch = Scratch };
        var submissions = found.Where(one => !Resume || !book.Has(one.Student, one.Assignment)).ToList();
        Console.WriteLine($"{submissions.Count} submissions; {Sandbox.Level}");

        await GradeAsync(submissions, paths, settings, book, cancellation);
        book.PutLeftOut(submitted, collected.LeftOut);
        GradeReport.Write(book, folder);
        Clean();
        Console.WriteLine($"summary.html, grades.csv, feedback/ and gradebook.db are in {folder}");
        return GradingEnd.Tell(found, book, collected) ? ExitCode.Passed : ExitCode.NotGraded;
    }

    private async Task GradeAsync(
        List<Submission> submissions, Dictionary<string, string> paths, GradeSettings settings, Gradebook book,
        CancellationToken cancellation)
    {
        if (submissions.Count > 0) await SandboxTrial.RunAsync(settings);
        var assignments = new Dictionary<string, Assignment>();
        foreach (var name in submissions.Select(one => one.Assignment).Distinct())
            assignments[name] = await Assignment.PrepareAsync(paths[name], settings, cancellation);
        var progress = new TimeLeft(submissions.Count);
        await Parallel.ForEachAsync(
            submissions, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation },
            async (one, stop) =>
        {
            var grade = await new SubmissionGrader(settings).GradeAsync(one, assignments[one.Assignment], stop);
            lock (book)
            {
                book.Put(grade);
                Console.WriteLine(Printable.Of(
                    $"{progress.Next()}  {grade.Student}  {grade.Assignment}  {grade.Points:0.##} of {grade.MaxPoints:0.##}  {grade.Problem}"));
            }
        });
    }

    // A second run in the same folder would grade everything twice.
    private FileStream Lock()
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new IOException($"another course grade is at work in {folder}");
        }
    }

    private Collected Collect(IEnumerable<string> notebooks)
    {
        var own = s_own.Select(name => Path.Combine(Course.Home, name)).Append(folder);
        return new SubmissionFinder([.. notebooks.Select(Lesson.Of)], [.. own]).Find(
            submitted, Directory.CreateDirectory(Path.Combine(Scratch, "unpacked")).FullName);
    }

    // What a run that was killed has left goes as well: nobody else is at work in this folder.
    private void Clean()
    {
        if (Directory.Exists(Scratch)) Directory.Delete(Scratch, recursive: true);
    }

    // Where the submissions lie around the course, it is not hidden for their sake.
    private IEnumerable<string> Hidden() =>
        new[] { s_solutions, folder, submitted }.Where(
            path => !$"{Course.Home}/".StartsWith($"{path}/", StringComparison.Ordinal));

    private IEnumerable<Submission> Mine(IEnumerable<Submission> all)
    {
        if (Slice is null) return all;
        if (Slice.Split('/') is not [var i, var n] || !int.TryParse(i, out var mine) || !int.TryParse(n, out var slices)
            || mine < 1 || mine > slices)
            throw new ArgumentException($"--slice {Slice}: a slice is written as 2/8");
        return all.Where((_, index) => index % slices == mine - 1);
    }

    private static string Name(string notebook) => Path.GetFileNameWithoutExtension(notebook);

    private static int Threads(int jobs) => Math.Max(1, System.Environment.ProcessorCount / jobs);

    // All that a worker gets to know of this machine.
    private Dictionary<string, string> Environment() => new()
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin",
        ["HOME"] = Sandbox.Scratch,
        ["DOTNET_CLI_HOME"] = Sandbox.Scratch,
        ["ATELIER_HOME"] = Course.Home,
        ["ATELIER_SCALE"] = "smoke",
        ["OMP_NUM_THREADS"] = $"{Threads(Jobs)}",
        ["OMP_WAIT_POLICY"] = "passive",
    };
}
