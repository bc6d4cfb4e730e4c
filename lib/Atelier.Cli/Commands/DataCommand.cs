using System.CommandLine;
using Spectre.Console;

namespace Atelier.Cli.Commands;

/// <summary><c>course data</c>: fetches what is missing and shows what is here.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var list = new Option<bool>("--list") { Description = "Only show what is here." };
        var command =
            new Command("data", "Fetch the full MNIST and VGG-19 where they are missing, and show what is here.") { list };
        command.SetAction(async (parsed, cancellation) =>
        {
            var code = parsed.GetValue(list) ? 0 : await FetchMissingAsync(cancellation);
            AnsiConsole.Write(Table());
            return code;
        });
        return command;
    }

    private static async Task<int> FetchMissingAsync(CancellationToken cancellation)
    {
        var code = MnistFiles.Full.AreHere ? 0 : await FetchAsync(
            bars => MnistSources.FetchAsync(MnistFiles.Full, bars, cancellation), "its own sample of digits");
        if (code == 130 || !VggDownload.IsWanted)
            return code;
        return Math.Max(code, await FetchAsync(bars => VggDownload.FetchAsync(bars, cancellation), "its own compact network"));
    }

    private static async Task<int> FetchAsync(Func<Bars, Task> fetch, string instead)
    {
        try
        {
            await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new RemainingTimeColumn())
                .StartAsync(screen => fetch(new Bars(screen)));
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{error.Message}[/] The course runs on {instead} meanwhile.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Stopped. What has come is kept: the same command goes on from there.");
            return 130;
        }
    }

    private static Table Table()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("data", "file", "size", "");
        AddFiles(table, "MNIST", MnistFiles.Full.Files, missing: "[yellow]missing[/]");
        AddFiles(table, "MNIST sample", MnistFiles.Sample.Files, missing: "[red]missing[/]");
        var vgg = VggFile.Find();
        table.AddRow("VGG", Path.GetFileName(vgg.Path), Size(vgg.Path), Spectre.Console.Markup.Escape(vgg.Name));
        foreach (var picture in Directory.GetFiles(Path.Combine(CoursePaths.Data, "images"), "*.jpg").Order())
            table.AddRow("pictures", Path.GetFileName(picture), Size(picture), "");
        return table;
    }

    private static void AddFiles(Table table, string what, IEnumerable<DataFile> files, string missing)
    {
        foreach (var file in files)
        {
            var state = !file.Exists ? missing : file.IsWhole ? "[green]checked[/]" : "[red]damaged[/]";
            table.AddRow(what, file.Name, file.Exists ? Size(file.Path) : "", state);
        }
    }

    private static string Size(string path) => $"{new FileInfo(path).Length / 1000.0:n1} kB";

    /// <summary>A bar for each thing that is fetched.</summary>
    private sealed class Bars(ProgressContext screen) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(DownloadProgress value)
        {
            if (!_tasks.TryGetValue(value.Name, out var task))
                task = _tasks[value.Name] = screen.AddTask(Spectre.Console.Markup.Escape(value.Name));
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? double.MaxValue; // A bar whose end nobody knows must not look complete.
            task.Value = value.Bytes;
        }
    }
}
