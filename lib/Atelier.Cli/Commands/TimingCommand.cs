using System.CommandLine;
using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Engine.Timing;

namespace Atelier.Cli.Commands;

/// <summary><c>course timing</c>: how long each lesson takes on this machine.</summary>
internal static class TimingCommand
{
    private static readonly Argument<string[]> s_lessons = new("lesson")
    {
        Description = "Lessons by name or number, as in 03. All lessons without this.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> s_write = new("--write")
    {
        Description = "Write the times into the lessons' first cells and the instructor's page, in notebooks/instructor.",
    };

    public static Command Create()
    {
        var command = new Command("timing", "Measure each lesson at smoke and at lecture scale, cell by cell.") { s_lessons, s_write };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var paths = Lessons.Find(Course.Home, parsed.GetValue(s_lessons) ?? []);
        var smoke = await RunAsync(paths, "smoke", cancellation);
        var lecture = await RunAsync(paths, "lecture", cancellation);
        if (smoke.Concat(lecture).FirstOrDefault(report => !report.Succeeded) is { } failed)
        {
            await Console.Error.WriteLineAsync($"course timing: {failed.Name} did not run to its end: {failed.Failure}");
            return failed.ExitCode;
        }

        LessonTime[] times = [.. smoke.Zip(lecture, (a, b) => new LessonTime(a, b))];
        Console.WriteLine(TimingTable.Of(times));
        if (parsed.GetValue(s_write)) Write(times);
        return ExitCode.Passed;
    }

    private static Task<IReadOnlyList<NotebookReport>> RunAsync(
        IReadOnlyList<string> paths, string scale, CancellationToken cancellation)
    {
        var options = new RunOptions(Path.Combine(Course.Home, "out", "timing", scale))
        {
            Environment = CourseEnvironment.Of(Course.Home, scale, jobs: 1),
        };
        return RunProgress.FollowAsync(
            progress => new NotebookRunner(options, progress).RunAllAsync(paths, cancellation), paths);
    }

    private static void Write(IReadOnlyList<LessonTime> times)
    {
        var written = WrittenTimes.Write(Path.Combine(Course.Home, "notebooks", "instructor"), times);
        Console.WriteLine(written.Count == 0
            ? "None of these lessons tells its time as \"All cells together took …\": nothing was written."
            : $"Written into {string.Join(", ", written)}; ./course release brings it to the students' copies.");
    }
}
