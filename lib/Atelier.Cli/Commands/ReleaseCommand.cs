using System.CommandLine;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Release;

namespace Atelier.Cli.Commands;

/// <summary><c>course release</c>: makes the students' notebooks out of the instructor's.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("notebook")
        {
            Description = "Files, or lessons by name or number. All lessons without this.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; fail where a student's notebook is not what the release would write.",
        };
        var trial = new Option<bool>("--run")
        {
            Description = "Run both versions first: solutions have to pass their tests, stubs must not.",
        };
        var folder = new Option<string?>("--out") { Description = "Where to. [default: notebooks]" };
        var command =
            new Command("release", "Make the students' notebooks out of the instructor's.") { names, check, trial, folder };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(names) ?? [], parsed.GetValue(check), parsed.GetValue(trial),
            Path.GetFullPath(parsed.GetValue(folder) ?? Path.Combine(Course.Home, "notebooks")), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool check, bool trial, string folder, CancellationToken cancellation)
    {
        var different = 0;
        foreach (var path in Lessons.Find(Course.Home, names))
        {
            var version = StudentVersion.Of(path);
            if (trial)
                await ReleaseTrial.RunAsync(path, version, CourseEnvironment.Of(Course.Home, "smoke"), cancellation);
            if (!Release(Path.Combine(folder, Path.GetFileName(path)), version, check)) different++;
        }

        return different == 0 ? ExitCode.Passed : ExitCode.CellFailed;
    }

    private static bool Release(string file, string version, bool check)
    {
        var same = StudentVersion.IsIn(file, version);
        if (!same && !check) WholeFile.Write(file, version);
        if (same || !check) Console.WriteLine($"{(same ? "as it was" : "released ")}  {file}");
        else Console.Error.WriteLine($"course release: {file} is not what ./course release would write");
        return same || !check;
    }
}
