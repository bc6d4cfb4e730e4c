using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Grading.Results;

namespace Atelier.Grading.Run;

/// <summary>One run of <c>course grade</c>.</summary>
/// <param name="home">the course's folder</param>
/// <param name="submitted">the folder or zip of submissions</param>
/// <param name="folder">where the gradebook and the reports go</param>
/// <param name="limits">what a submission may take: see <see cref="Limits"/></param>
/// <param name="says">is told how it goes</param>
public sealed class GradingRun(string home, string submitted, string folder, RunLimits limits, TextWriter says)
{
    private readonly GradingPlace _place = new(home, submitted, folder);

    /// <summary>Submissions that are graded side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The assignments that are graded, by name or number; all where it is empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether grades that are there are kept, and only the rest is graded.</summary>
    public bool Resume { get; init; }

    /// <summary>Which part of the submissions is graded.</summary>
    public Slice Slice { get; init; } = Slice.All;

    /// <summary>
    /// Limits where so many are graded side by side: a cell that keeps its share of the processors busy has all of its time, and
    /// half as much again for the runtime's own threads; one that takes more than its share is ended earlier.
    /// </summary>
    public static RunLimits Limits(TimeSpan cell, TimeSpan total, long memory, int jobs) =>
        new()
        {
            Cell = cell,
            Processor = 1.5 * CourseEnvironment.Threads(jobs) * cell,
            Total = total,
            Memory = memory,
            Output = 1 << 20,
        };

    /// <summary>Grades, and writes the gradebook and its reports.</summary>
    /// <param name="cancellation">stops it; what is graded stays in the gradebook</param>
    /// <returns>whether all that may be somebody's work was graded</returns>
    /// <exception cref="IOException">Another run is at work in the folder, or a file is missing.</exception>
    /// <exception cref="ReleaseException">A notebook of the instructor's is at fault.</exception>
    /// <exception cref="SandboxException">Nothing can be run in the sandbox.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var gate = Lock();
        using var book = new Gradebook(folder);
        _place.Clean();
        var asked = Lessons.Find(home, Only);
        var paths = asked.Concat(Lessons.Find(home, [])).DistinctBy(Name).ToDictionary(Name);
        var collected = _place.Collect([.. paths.Values.Select(Lesson.Of)]);
        var found = Slice.Of(collected.Submissions.Where(one => asked.Select(Name).Contains(one.Assignment))).ToList();
        var settings = _place.Settings(book.Seed, limits, Jobs);
        var submissions = found.Where(one => !Resume || !book.Has(one.Student, one.Assignment)).ToList();
        says.WriteLine($"{submissions.Count} submissions; {Sandbox.Level}");

        await GradeAsync(submissions, paths, settings, book, cancellation).ConfigureAwait(false);
        book.PutLeftOut(submitted, collected.LeftOut);
        GradeReport.Write(book, folder);
        _place.Clean();
        says.WriteLine($"summary.html, grades.csv, feedback/ and gradebook.db are in {folder}");
        return GradingEnd.Tell(says, found, book, collected);
    }

    private async Task GradeAsync(
        List<Submission> submissions, Dictionary<string, string> paths, GradeSettings settings, Gradebook book,
        CancellationToken cancellation)
    {
        if (submissions.Count > 0) await SandboxTrial.RunAsync(settings).ConfigureAwait(false);
        var assignments = new Dictionary<string, Assignment>();
        foreach (var name in submissions.Select(one => one.Assignment).Distinct())
            assignments[name] = await Assignment.PrepareAsync(paths[name], settings, cancellation).ConfigureAwait(false);
        var progress = new TimeLeft(submissions.Count);
        await Parallel.ForEachAsync(
            submissions, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation },
            async (one, stop) =>
        {
            var grade = await new SubmissionGrader(settings).GradeAsync(one, assignments[one.Assignment], stop)
                .ConfigureAwait(false);
            lock (book)
            {
                book.Put(grade);
                says.WriteLine(Printable.Of(
                    $"{progress.Next()}  {grade.Student}  {grade.Assignment}  {grade.Points:0.##} of {grade.MaxPoints:0.##}  {grade.Problem}"));
            }
        }).ConfigureAwait(false);
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

    private static string Name(string notebook) => Path.GetFileNameWithoutExtension(notebook);
}
