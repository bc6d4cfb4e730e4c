using System.CommandLine;
using Atelier.Engine.Running;

namespace Atelier.Cli.Commands;

/// <summary>
/// <c>course test</c>: builds the solution and runs every test project, or builds one alone and runs what is asked for.
/// </summary>
internal static class TestCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

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
            return parsed.GetValue(project) is { } name
                ? RunOne(Course.Home, name, [.. parsed.GetValue(filter) ?? [], .. parsed.UnmatchedTokens])
                : RunAll(Course.Home);
        });
        return command;
    }

    private static int RunAll(string home)
    {
        if (!Builds(Path.Combine(home, "Atelier.slnx"))) return 1;
        var total = Projects(home).Select(RunProject).Aggregate(new TestCount(0, 0, 0), (sum, next) => sum + next);
        if (total.Skipped > 0) Console.WriteLine($"{total.Skipped} skipped");
        Console.WriteLine(total with { Skipped = 0 });
        return total is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    // The loop of somebody who works on one part: its tests say all that they have to say.
    private static int RunOne(string home, string name, string[] filter)
    {
        if (Projects(home).FirstOrDefault(
            folder => Path.GetFileName(folder) is var project
                && (project == name || project == name + ".Tests")) is not { } folder)
        {
            Console.Error.WriteLine(
                $"course test: there is no test project {name}: {string.Join(", ", Projects(home).Select(Path.GetFileName))}");
            return ExitCode.Usage;
        }

        if (!Builds(folder)) return 1;
        var chosen = filter is [['-', ..], ..] ? filter : [.. filter.SelectMany(part => new[] { "-class", $"*{part}*" })];
        return Tool.Run("dotnet", [Program(folder), "-noLogo", .. chosen]);
    }

    private static bool Builds(string what)
    {
        if (Tool.Run("dotnet", "build", what, "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary") == 0) return true;
        Console.Error.WriteLine("course test: the build failed, so no test ran");
        return false;
    }

    private static IEnumerable<string> Projects(string home) =>
        Directory.GetDirectories(Path.Combine(home, "tests"), "*.Tests").Order(StringComparer.Ordinal);

    private static string Program(string folder) =>
        Path.Combine(folder, "bin", "Release", "net10.0", Path.GetFileName(folder) + ".dll");

    private static TestCount RunProject(string folder)
    {
        var name = Path.GetFileName(folder);
        var results = Path.Combine(Path.GetTempPath(), $"{name}-{Environment.ProcessId}.json");
        var exit = Tool.Run("dotnet", s_limit, Program(folder),
            "-noLogo", "-noColor", "-reporter", "quiet", "-result-ctrf", results);
        if (!File.Exists(results))
        {
            var end = exit is null ? $"was still running after {s_limit.TotalMinutes:0} minutes" : $"ended with code {exit}";
            Console.Error.WriteLine($"{name}: the test process {end} and left no results; counted as one failure");
            return new TestCount(0, 1, 0);
        }

        var count = TestCount.Read(File.ReadAllText(results));
        File.Delete(results);
        Console.WriteLine($"{name}: {count}");
        return count;
    }
}
