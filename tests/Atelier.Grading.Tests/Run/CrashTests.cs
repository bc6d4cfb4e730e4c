using System.Diagnostics;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Run;

/// <summary>The command as a whole, <c>./course grade</c>, ended by force and started again.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly string[] s_students = ["ada", "bob", "cy", "dee"];

    private readonly string _home = Directory.CreateTempSubdirectory("crash-").FullName;

    public CrashTests()
    {
        using var instructor = new TestNotebook().Solution("f", "int F(int n) => n + 1;").Test("f-test", "F(2)", 2);
        Directory.CreateDirectory(Path.Combine(_home, "notebooks", "instructor"));
        File.Copy(instructor.Write(), Path.Combine(_home, "notebooks", "instructor", "ps1.ipynb"));
        foreach (var (student, i) in s_students.Select((student, i) => (student, i)))
        {
            using var submitted = new TestNotebook().Solution("f", i % 2 == 0 ? "int F(int n) => n + 1;" : "int F(int n) => n;")
                .Test("f-test", "F(2)", 2);
            Directory.CreateDirectory(Path.Combine(_home, "submitted", student, "ps1"));
            File.Copy(submitted.Write(), Path.Combine(_home, "submitted", student, "ps1", "ps1.ipynb"));
        }
    }

    [Fact]
    public async Task Killed_at_many_moments_and_resumed_it_ends_as_if_undisturbed()
    {
        var started = Stopwatch.StartNew();
        using (var undisturbed = Start("whole")) await Ended(undisturbed, 0);
        var whole = started.Elapsed;

        // Later each time: a run has to come further than the one before, or nothing is ever graded.
        for (var moment = 1; moment <= 8; moment++)
        {
            using var run = Start("killed");
            await Task.WhenAny(run.WaitForExitAsync(), Task.Delay(whole * moment / 9));
            KillGroup(run);
            await run.WaitForExitAsync();
        }

        using (var last = Start("killed")) await Ended(last, 0);
        Assert.Equal(Grades("whole"), Grades("killed"));
        Assert.Equal(s_students.Length, Grades("killed").Length);
        Assert.Equal(Files("whole"), Files("killed"));
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_second_run_in_the_same_folder_says_so_and_leaves_the_first_alone()
    {
        using var first = Start("both");
        while (!File.Exists(Path.Combine(_home, "both", ".lock"))) await Task.Delay(10);
        using var second = Start("both");
        var said = await second.StandardError.ReadToEndAsync();
        await Ended(second, 5);
        Assert.Contains("another course grade is at work in", said);
        await Ended(first, 0);
        Assert.Equal(s_students.Length, Grades("both").Length);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    // In a group of its own, so that it can be ended with all that it started and without the tests.
    private Process Start(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "process groups as Linux has them");
        var course = Path.Combine(Course.Home, "lib", "bin", "course.dll");
        Assert.SkipUnless(File.Exists(course), "run ./course once: it builds lib/bin");
        string[] command = ["dotnet", course, "grade", Path.Combine(_home, "submitted"), "--out", Path.Combine(_home, folder),
            "--resume"];
        var start = new ProcessStartInfo("setsid", command) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ATELIER_HOME"] = _home;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static void KillGroup(Process run)
    {
        if (!run.HasExited) Process.Start("kill", ["-9", "--", $"-{run.Id}"]).WaitForExit();
    }

    private static async Task Ended(Process run, int code)
    {
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(code, run.ExitCode);
    }

    private string[] Grades(string folder)
    {
        using var book = new Gradebook(Path.Combine(_home, folder));
        return [.. book.Grades.Select(
            grade => $"{grade.Student} {grade.Points} of {grade.MaxPoints}, {grade.Problem}: {string.Join("; ", grade.Cells)}")];
    }

    // The summary tells how long each submission took, which is never twice the same: of it only the name counts.
    private string[] Files(string folder) => [.. Directory.GetFiles(Path.Combine(_home, folder), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".html" or ".csv").Order(StringComparer.Ordinal).Select(
            file => Path.GetFileName(file) is "summary.html" and var name ? name
                : Path.GetFileName(file) + File.ReadAllText(file))];

    // Workers that outlive the grader: their home is this test's.
    private string[] Left() => [.. Process.GetProcesses().Select(process => $"/proc/{process.Id}/environ").Where(file =>
    {
        try
        {
            return File.ReadAllText(file).Contains($"ATELIER_HOME={_home}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    })];
}
