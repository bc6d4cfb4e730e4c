using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Atelier.Cli.Testing;
using Atelier.Engine.Running;

namespace Atelier.Cli.Commands;

/// <summary>
/// <c>course test</c>: builds the solution and runs every test project, or builds one alone and runs what is asked for.
/// </summary>
internal static class TestCommand
{
    // They run two of their things at a time by themselves; and submissions have seconds for a cell.
    private static readonly string[] s_alone = ["Atelier.Grading.Tests", "Atelier.Notebooks.Tests"];

    public static Command Create()
    {
        var project = new Argument<string?>("project")
        {
            Description = "A test project, as Atelier.Tests, built alone; all without this.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var filter = new Argument<string[]>("filter")
        {
            Description = "A part of a class's name, or options of the test program (-class, -method, -list …).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("test", "Build everything and run the tests.") { project, filter };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            InterruptSignal.Restore(); // tests send it to what they start, also where this is a script's background job
            WaitWithoutSpinning();
            return parsed.GetValue(project) is { } name
                ? RunOne(Course.Home, name, [.. parsed.GetValue(filter) ?? [], .. parsed.UnmatchedTokens])
                : RunAll(Course.Home);
        });
        return command;
    }

    private static int RunAll(string home)
    {
        if (!Builds(Path.Combine(home, "Atelier.slnx"))) return 1;
        var projects = TestProject.All(home).ToList();
        var first = SideBySide(projects.Where(project => !s_alone.Contains(project.Name)));
        foreach (var project in projects.Where(project => s_alone.Contains(project.Name))) first[project] = Run(project);
        var reports = projects.Select(project => project.Again(first[project])).ToList(); // what failed, with nothing beside it
        foreach (var test in reports.SelectMany(report => report.Unsteady)) Console.WriteLine($"passed only when run again alone: {test}");
        foreach (var test in reports.SelectMany(report => report.Failed)) Console.WriteLine($"failed: {test}");
        var total = reports.Aggregate(new TestCount(0, 0, 0), (sum, next) => sum + next.Count);
        if (total.Skipped > 0) Console.WriteLine($"{total.Skipped} skipped");
        Console.WriteLine(total with { Skipped = 0 });
        return total is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    // Much of what these do is to wait: for programs that start, and for limits to pass.
    private static IDictionary<TestProject, TestReport> SideBySide(IEnumerable<TestProject> projects)
    {
        var waiting = new ConcurrentQueue<TestProject>(projects);
        var reports = new ConcurrentDictionary<TestProject, TestReport>();
        Task.WaitAll(Task.Run(RunThem), Task.Run(RunThem));
        return reports;

        void RunThem()
        {
            while (waiting.TryDequeue(out var project)) reports[project] = Run(project);
        }
    }

    private static TestReport Run(TestProject project)
    {
        var start = Stopwatch.GetTimestamp();
        var report = project.Run();
        Console.WriteLine($"{project.Name}: {report.Count} ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s)");
        return report;
    }

    // Lessons, kernels and submissions run beside one another here. Threads of torch that spin while they wait take the cores
    // from those that work: a training beside others is three times as fast without.
    private static void WaitWithoutSpinning()
    {
        const string policy = "OMP_WAIT_POLICY";
        if (Environment.GetEnvironmentVariable(policy) is null) Environment.SetEnvironmentVariable(policy, "passive");
    }

    // The loop of somebody who works on one part: its tests say all that they have to say.
    private static int RunOne(string home, string name, string[] filter)
    {
        var projects = TestProject.All(home).ToList();
        if (projects.Find(project => project.Name == name || project.Name == name + ".Tests") is not { } project)
        {
            Console.Error.WriteLine(
                $"course test: there is no test project {name}: {string.Join(", ", projects.Select(each => each.Name))}");
            return ExitCode.Usage;
        }

        if (!Builds(project.Folder)) return 1;
        var chosen = filter is [['-', ..], ..] ? filter : [.. filter.SelectMany(part => new[] { "-class", $"*{part}*" })];
        return Tool.Run("dotnet", [project.Program, "-noLogo", .. chosen]);
    }

    private static bool Builds(string what)
    {
        if (Tool.Run("dotnet", "build", what, "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary") == 0) return true;
        Console.Error.WriteLine("course test: the build failed, so no test ran");
        return false;
    }
}
