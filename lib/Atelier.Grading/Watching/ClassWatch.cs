using System.Security.Cryptography;
using Atelier.Engine.Running;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Grading.Run;

namespace Atelier.Grading.Watching;

/// <summary>
/// Grades a class again and again while it works: each notebook when it has changed, as <c>course grade</c> does and in the same
/// sandbox. Nothing is written but a folder for the time of the watch.
/// </summary>
public sealed class ClassWatch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-watch-").FullName;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _paths;
    private readonly Dictionary<string, Task<Assignment>> _assignments = [];
    private readonly Dictionary<(string Student, string Lesson), WatchedNotebook> _notebooks = [];
    private readonly List<Task> _running = [];
    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly GradingPlace _place;
    private readonly GradeSettings _settings;
    private readonly SemaphoreSlim _jobs;
    private readonly TimeSpan _limit;
    private string _fault = "";

    /// <summary>Prepares a watch.</summary>
    /// <param name="home">the course's folder</param>
    /// <param name="submitted">the folder in which students save their notebooks</param>
    /// <param name="only">the lessons that are graded, by name or number; all where it is empty</param>
    /// <param name="limits">what a notebook may take</param>
    /// <param name="jobs">notebooks that are graded side by side</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public ClassWatch(string home, string submitted, IReadOnlyList<string> only, RunLimits limits, int jobs)
    {
        if (!Directory.Exists(submitted)) throw new DirectoryNotFoundException($"there is no folder {submitted} to watch");
        _paths = Engine.Documents.Lessons.Find(home, only).ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        _lessons = [.. Engine.Documents.Lessons.Find(home, []).Concat(_paths.Values).Distinct().Select(Lesson.Of)];
        _place = new GradingPlace(home, submitted, _folder);
        _settings = _place.Settings(RandomNumberGenerator.GetInt32(int.MaxValue), limits, jobs);
        (_jobs, _limit) = (new SemaphoreSlim(jobs), limits.Cell ?? limits.Total ?? TimeSpan.Zero);
    }

    /// <summary>Gradings that were begun so far.</summary>
    public int Gradings { get; private set; }

    /// <summary>Why the folder could not be looked at the last time; empty where it could.</summary>
    public string Fault
    {
        get
        {
            lock (_lock) return _fault;
        }
    }

    /// <summary>Looks at the folder, and again after each pause, until it is stopped.</summary>
    /// <exception cref="SandboxException">Nothing can be run in the sandbox.</exception>
    public async Task RunAsync(TimeSpan pause, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Directory.CreateDirectory(_settings.Scratch);
            await SandboxTrial.RunAsync(_settings).ConfigureAwait(false);
            while (!cancellation.IsCancellationRequested)
            {
                Look(stop.Token);
                await Task.Delay(pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How the lessons stand of which there is a notebook, in order.</summary>
    public IReadOnlyList<WatchedLesson> Lessons()
    {
        lock (_lock)
            return [.. _notebooks.Values.GroupBy(one => one.Lesson).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => LessonSummary.Of(_assignments.GetValueOrDefault(one.Key), _limit, [.. one]))];
    }

    /// <summary>Takes the watch's folder away.</summary>
    public void Dispose()
    {
        _jobs.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Look(CancellationToken stop)
    {
        lock (_lock)
        {
            try
            {
                var found = _place.Collect(_lessons).Submissions.Where(one => _paths.ContainsKey(one.Assignment)).ToList();
                foreach (var notebook in _notebooks.Values) notebook.IsThere = false;
                foreach (var submission in found) Look(submission, stop);
                _fault = "";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _fault = $"the folder cannot be looked at: {e.Message.ReplaceLineEndings(" ")}";
            }

            _running.RemoveAll(task => task.IsCompleted);
        }
    }

    private void Look(Submission submission, CancellationToken stop)
    {
        var key = (submission.Student, submission.Assignment);
        if (!_notebooks.TryGetValue(key, out var notebook)) _notebooks[key] = notebook = new(key.Student, key.Assignment);
        if (!notebook.IsDue(submission)) return;
        Gradings++;
        _running.Add(GradeAsync(submission, notebook, notebook.Begin(), stop));
    }

    private async Task GradeAsync(Submission submission, WatchedNotebook notebook, string stamp, CancellationToken stop)
    {
        var grade = await GradeAsync(submission, stop).ConfigureAwait(false);
        lock (_lock) notebook.End(stamp, grade);
    }

    private async Task<SubmissionGrade> GradeAsync(Submission submission, CancellationToken stop)
    {
        await _jobs.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var assignment = await PreparedAsync(submission.Assignment, stop).ConfigureAwait(false);
            return await new SubmissionGrader(_settings).GradeAsync(submission, assignment, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ReleaseException or Engine.Documents.NotebookException
            or SandboxException or IOException or UnauthorizedAccessException)
        {
            return new SubmissionGrade(submission.Student, submission.Assignment, [], [], e.Message.ReplaceLineEndings(" "), 0);
        }
        finally
        {
            _jobs.Release();
        }
    }

    // The instructor's notebook is run once, when the first of its lesson comes.
    private Task<Assignment> PreparedAsync(string lesson, CancellationToken stop)
    {
        lock (_lock)
        {
            if (!_assignments.TryGetValue(lesson, out var prepared))
                _assignments[lesson] = prepared = Assignment.PrepareAsync(_paths[lesson], _settings, stop);
            return prepared;
        }
    }
}
