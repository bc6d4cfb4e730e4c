using System.Collections.Concurrent;
using System.Diagnostics;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>
/// The submissions of <c>attacks/</c>, graded in one go, two at a time, with honest ones between them. Each file is the text of
/// the cell that the student writes; its first line says what it tries, and <c>// Deserves:</c> how many points, where it is not
/// none.
/// </summary>
public sealed class GradedAttacks : IAsyncLifetime
{
    private static readonly string s_folder = Path.Combine(Course.Home, "tests", "Atelier.Grading.Tests", "attacks");

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, SubmissionGrade> _grades = [];
    private readonly List<TestNotebook> _notebooks = [];

    public static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*.csx")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public SubmissionGrade this[string name] => _grades[name];

    public IEnumerable<SubmissionGrade> Honest => _grades.Where(pair => pair.Key.StartsWith("honest", StringComparison.Ordinal))
        .Select(pair => pair.Value);

    /// <summary>How much the grader's own process grew meanwhile, in bytes.</summary>
    public long Growth { get; private set; }

    /// <summary>Skips a test where there is no sandbox: what is in the files would do harm. In CI there has to be one.</summary>
    public static void NeedSandbox()
    {
        var missing = $"no sandbox here: {Sandbox.Level}";
        if (System.Environment.GetEnvironmentVariable("CI") == "true") Assert.True(Sandbox.IsHere, missing);
        else Assert.SkipUnless(Sandbox.IsHere, missing);
    }

    /// <summary>
    /// Skips a test of the attacks as root: they are tried once, by somebody who may do nothing special
    /// (<see cref="OrdinaryUserTests"/>).
    /// </summary>
    public static void NeedOrdinaryUser()
    {
        NeedSandbox();
        Assert.SkipWhen(AreTriedElsewhere, "the attacks are tried as an ordinary user: see OrdinaryUserTests");
    }

    private static bool AreTriedElsewhere => System.Environment.IsPrivilegedProcess && !OrdinaryUserTests.IsAlone;

    public static string Code(string name) => File.ReadAllText(Path.Combine(s_folder, name + ".csx"))
        .Replace("HOME", Course.Home, StringComparison.Ordinal);

    /// <summary>The processes that the graded code started and that still live.</summary>
    public IEnumerable<int> Processes() => Process.GetProcesses().Select(process => process.Id).Where(IsOurs);

    public async ValueTask InitializeAsync()
    {
        if (!Sandbox.IsHere || AreTriedElsewhere) return;
        using var instructor = GradingTests.Instructor();
        var settings = GradingTests.Settings with
        {
            Environment = new Dictionary<string, string>(GradingTests.Settings.Environment) { ["ATELIER_TEST_MARK"] = _mark },
            Limits = GradingTests.Settings.Limits with { Cell = TimeSpan.FromSeconds(3), Total = TimeSpan.FromSeconds(40) },
        };
        var assignment = await Assignment.PrepareAsync(instructor.Path, settings, CancellationToken.None);
        var all = Names.Select((name, i) => (name, Code(name), i))
            .SelectMany(
            one => one.i % 5 == 0 ? new[] { (one.name, one.Item2), ($"honest-{one.i}", GradingTests.Right) }
                : [(one.name, one.Item2)]);
        await GradeOne(("honest-first", GradingTests.Right), CancellationToken.None);
        var before = Process.GetCurrentProcess().WorkingSet64; // a grader at work, with all loaded that it needs
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 2 }, GradeOne);
        Growth = Process.GetCurrentProcess().PeakWorkingSet64 - before;

        async ValueTask GradeOne((string Name, string Code) one, CancellationToken stop) =>
            _grades[one.Name] =
                await new SubmissionGrader(settings).GradeAsync(new Submission(one.Name, "ps1", Written(one.Code)), assignment,
                    stop);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var notebook in _notebooks) notebook.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Written(string code)
    {
        var notebook = new TestNotebook().Solution("squares", code).Test("squares-test", "Squares(3)", 2);
        lock (_notebooks) _notebooks.Add(notebook);
        return notebook.Write();
    }

    private bool IsOurs(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or is not ours
        }
    }
}
