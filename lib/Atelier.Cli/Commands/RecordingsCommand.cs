using System.CommandLine;
using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;

namespace Atelier.Cli.Commands;

/// <summary><c>course make recordings</c>: records the trainings of tagged cells, to show a lesson without them.</summary>
internal static class RecordingsCommand
{
    private static readonly Argument<string[]> s_lessons = new("lesson")
    {
        Description = "Lessons by name or number, as in 03, or notebooks' files. Without this, all lessons that have such cells.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> s_scale = RunCommand.Scale();
    private static readonly Option<string?> s_out =
        new("--out") { Description = "Folder for the recordings. [default: out/recordings]" };

    public static Command Create()
    {
        var command = new Command("recordings", "Record lessons' long trainings, for --from-checkpoint of `run` and `present`.")
        {
            s_lessons, s_scale, s_out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var scale = parsed.GetValue(s_scale)!;
        var folder = Recordings.FolderOf(parsed.GetValue(s_out), Course.Home, scale);
        string[] paths = [.. Lessons.Find(Course.Home, parsed.GetValue(s_lessons) ?? []).Where(HasTag)];
        if (paths.Length == 0)
            throw new InvalidDataException($"nothing to record: no cell of these notebooks has the tag {Recordings.Tag}");
        RemoveParts(folder);
        var options = new RunOptions(folder)
        {
            Environment = CourseEnvironment.Of(Course.Home, scale, jobs: 1),
            Recordings = new Recordings(folder, Load: false),
        };
        var reports = await RunProgress.FollowAsync(
            progress => new NotebookRunner(options, progress).RunAllAsync(paths, cancellation), paths);
        foreach (var report in reports) Tell(report, Path.Combine(folder, report.Name));
        return reports.Max(report => report.ExitCode);
    }

    /// <summary>Removes what is left of files that an earlier run was killed over.</summary>
    private static void RemoveParts(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var part in Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories)) File.Delete(part);
    }

    private static bool HasTag(string path) =>
        NotebookDocument.Load(path).Cells.Any(cell => cell.Tags.Contains(Recordings.Tag));

    private static void Tell(NotebookReport report, string folder)
    {
        var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*.safetensors") : [];
        var count = files.Length == 1 ? "1 training" : $"{files.Length} trainings";
        Console.WriteLine($"{report.Name}: {count} in {folder}, {files.Sum(file => file.Length) / 1e6:0.0} MB");
        if (report.Failure is { } failure)
            Console.Error.WriteLine($"course make recordings: {report.Name} did not run to its end: {failure}");
    }
}
