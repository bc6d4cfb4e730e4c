using System.CommandLine;

namespace Atelier.Cli.Commands;

/// <summary><c>course test</c>: builds the solution and runs every test project, one after the other.</summary>
internal static class TestCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

    public static Command Create()
    {
        var names = new Argument<string[]>("project") { Description = "Test projects, as in Atelier.Engine; all without this.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Build everything and run the tests.") { names };
        command.SetAction(parsed => Run(Course.Home, parsed.GetValue(names) ?? []));
        return command;
    }

    private static int Run(string home, string[] names)
    {
        if (Tool.Run("dotnet", "build", Path.Combine(home, "Atelier.slnx"), "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary") != 0)
        {
            Console.Error.WriteLine("course: the build failed, so no test ran");
            return 1;
        }

        TestCount total = Projects(home, names).Select(RunProject).Aggregate(new TestCount(0, 0, 0), (sum, next) => sum + next);
        if (total.Skipped > 0) Console.WriteLine($"{total.Skipped} skipped");
        Console.WriteLine(total with { Skipped = 0 });
        return total is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    private static IEnumerable<string> Projects(string home, string[] names) =>
        Directory.GetDirectories(Path.Combine(home, "tests"), "*.Tests")
            .Where(folder => names.Length == 0 || names.Any(name => Path.GetFileName(folder) is var project && (project == name || project == name + ".Tests")))
            .Order(StringComparer.Ordinal);

    private static TestCount RunProject(string folder)
    {
        string name = Path.GetFileName(folder);
        string results = Path.Combine(Path.GetTempPath(), $"{name}-{Environment.ProcessId}.json");
        int? exit = Tool.Run("dotnet", s_limit, Path.Combine(folder, "bin", "Release", "net10.0", name + ".dll"),
            "-noLogo", "-noColor", "-reporter", "quiet", "-result-ctrf", results);
        if (!File.Exists(results))
        {
            string end = exit is null ? $"was still running after {s_limit.TotalMinutes:0} minutes" : $"ended with code {exit}";
            Console.Error.WriteLine($"{name}: the test process {end} and left no results; counted as one failure");
            return new TestCount(0, 1, 0);
        }

        TestCount count = TestCount.Read(File.ReadAllText(results));
        File.Delete(results);
        Console.WriteLine($"{name}: {count}");
        return count;
    }
}
