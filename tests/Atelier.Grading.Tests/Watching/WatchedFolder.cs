using Atelier.Grading.Run;
using Atelier.Grading.Watching;

namespace Atelier.Grading.Tests.Watching;

/// <summary>A course of one lesson with two exercises, and a class that saves into a folder which is watched.</summary>
internal sealed class WatchedFolder : IAsyncDisposable
{
    // An exercise as students get it, handed in without an answer.
    private const string Stub = "int F(int n) => throw new NotImplementedException();";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly string _home = Directory.CreateTempSubdirectory("watched-folder-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public WatchedFolder()
    {
        // The sandbox shows the course's library from here; what is in it does not matter to these notebooks.
        Directory.CreateDirectory(Path.Combine(_home, "lib"));
        Write(Path.Combine("notebooks", "instructor", "01-twice.ipynb"), "int F(int n) => 2 * n;", "int G(int n) => 3 * n;");
        Directory.CreateDirectory(Submitted);
        Watch = new ClassWatch(
            _home, Submitted, [], GradingRun.Limits(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), 2000L << 20, jobs: 2), 2);
        _running = Watch.RunAsync(TimeSpan.FromMilliseconds(100), _stop.Token);
    }

    public ClassWatch Watch { get; }

    public string Submitted => Path.Combine(_home, "submitted");

    /// <summary>A student saves the notebook.</summary>
    public void Save(string student, string first = Stub, string second = "// not yet") =>
        Write(Path.Combine("submitted", student, "01-twice", "01-twice.ipynb"), first, second);

    public string File(string student) => Path.Combine(Submitted, student, "01-twice", "01-twice.ipynb");

    /// <summary>Waits until all has been graded and the lesson stands as it is said to.</summary>
    /// <param name="exercises">as <c>first: solved by ada, bob; begun by cyd</c></param>
    /// <param name="troubles">who and what, in their order</param>
    public async Task StandsAsync(string exercises, params string[] troubles)
    {
        var expected = string.Join(" | ", troubles.Prepend(exercises));
        var seen = "";
        for (var end = DateTime.UtcNow + s_patience; DateTime.UtcNow < end && !_running.IsCompleted; await Task.Delay(50))
            if ((seen = Standing()) == expected) return;
        if (_running.IsFaulted) await _running;
        Assert.Equal(expected, seen);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(s_patience);
        Watch.Dispose();
        _stop.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private string Standing()
    {
        if (Watch.Fault != "") return Watch.Fault;
        if (Watch.Lessons() is not [var lesson] || lesson.Waiting > 0) return "";
        var exercises = lesson.Exercises.Select(
            one => $"{one.Name}: {string.Join(' ', one.Solved)}/{string.Join(' ', one.Begun)}/{string.Join(' ', one.NotYet)}");
        return string.Join(" | ", exercises.Append("").Take(2).Concat(
            lesson.Troubles.Select(trouble => $"{trouble.Student} {trouble.What[..Math.Min(20, trouble.What.Length)]}")));
    }

    private void Write(string file, string first, string second)
    {
        var path = Path.Combine(_home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var notebook = new TestNotebook();
        System.IO.File.Copy(
            notebook.Text("first", "### Twice").Solution("twice", first).Test("twice-test", "F(21)")
                .Text("second", "### Thrice").Solution("thrice", second).Test("thrice-test", "(G(21), F(0))").Write(),
            path, overwrite: true);
    }
}
