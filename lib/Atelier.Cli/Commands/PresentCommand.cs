using System.CommandLine;
using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Engine.Site;
using Atelier.Making;

namespace Atelier.Cli.Commands;

/// <summary><c>course present</c>: a lesson as slides.</summary>
internal static class PresentCommand
{
    private static readonly Argument<string> s_lesson = new("lesson")
    {
        Description = "A lesson by name or number, as in 03, or a notebook's file.",
    };

    private static readonly Option<int> s_port =
        new Option<int>("--port") { Description = "The port.", DefaultValueFactory = _ => 8910 }.AtLeast(1);
    private static readonly Option<string?> s_static =
        new("--static") { Description = "Write the page into this folder, and serve nothing." };
    private static readonly Option<string?> s_out =
        new("--out") { Description = "Folder of executed notebooks. [default: out]" };

    private static readonly Option<string> s_scale = RunCommand.Scale();
    private static readonly RecordingOptions s_recordings = new();

    public static Command Create()
    {
        var command = new Command("present", "Show a lesson as slides. It is run first, where out/ has no run of it.")
        {
            s_lesson, s_scale, s_port, s_static, s_out, s_recordings.FromCheckpoint, s_recordings.Folder,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = Lessons.Find(Course.Home, [parsed.GetValue(s_lesson)!])[0];
        var notebook = NotebookDocument.Load(path);
        var folder = Path.GetFullPath(parsed.GetValue(s_out) ?? Path.Combine(Course.Home, "out"));
        var executed = Path.Combine(folder, Path.GetFileName(path));
        if (!(File.Exists(executed) && EarlierRun.TryTake(notebook, NotebookDocument.Load(executed))))
        {
            var exit = await ExecuteAsync(path, folder, parsed, cancellation);
            if (exit != ExitCode.Passed) return exit;
            EarlierRun.TryTake(notebook, NotebookDocument.Load(executed));
        }

        var name = Path.GetFileNameWithoutExtension(path);
        var page = SlidesPage.Render(new SiteNotebook(name, notebook));
        if (parsed.GetValue(s_static) is not { } target) return await ServeAsync(page, parsed.GetValue(s_port), cancellation);
        Directory.CreateDirectory(target);
        var file = Path.Combine(Path.GetFullPath(target), name + ".html");
        await File.WriteAllTextAsync(file, page, cancellation);
        Console.WriteLine($"The slides: {file}");
        return ExitCode.Passed;
    }

    private static async Task<int> ExecuteAsync(
        string path, string folder, ParseResult parsed, CancellationToken cancellation)
    {
        var scale = parsed.GetValue(s_scale)!;
        var options = new RunOptions(folder)
        {
            Environment = CourseEnvironment.Of(Course.Home, scale, jobs: 1),
            Recordings = s_recordings.Of(parsed, scale),
        };
        var reports = await RunProgress.FollowAsync(
            progress => new NotebookRunner(options, progress).RunAllAsync([path], cancellation), [path]);
        if (reports[0].Failure is { } failure)
            await Console.Error.WriteLineAsync($"course present: {reports[0].Name} did not run to its end: {failure}");
        return reports[0].ExitCode;
    }

    private static async Task<int> ServeAsync(string page, int port, CancellationToken cancellation)
    {
        using var server = new PageServer(page, port);
        Console.WriteLine($"The slides: open {server.Address}");
        Console.WriteLine("Space goes on, S opens the speaker's view, Esc shows all slides, F fills the screen. Ctrl-C ends this.");
        await server.ServeAsync(cancellation);
        return ExitCode.Passed;
    }
}
