using System.CommandLine;
using System.CommandLine.Parsing;
using Atelier.Cli.Running;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Engine.Site;
using Atelier.Making;
using Spectre.Console;

namespace Atelier.Cli.Commands;

/// <summary><c>course run</c>: runs lessons from start to end, and makes a site of them.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> s_notebooks = new("notebook")
    {
        Description = "Files, folders, or lessons by name or number, as in 03. All lessons without this.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> s_scale = Scale();

    private static readonly Option<int> s_jobs =
        new Option<int>("--jobs") { Description = "Notebooks side by side.", DefaultValueFactory = _ => 1 }.MoreThan0();
    private static readonly Option<double?> s_timeout =
        new Option<double?>("--timeout") { Description = "Seconds for a cell." }.MoreThan0();
    private static readonly Option<double?> s_totalTimeout =
        new Option<double?>("--total-timeout") { Description = "Seconds for a notebook." }.MoreThan0();
    private static readonly Option<int?> s_memory =
        new Option<int?>("--memory") { Description = "Megabytes for a notebook." }.MoreThan0();
    private static readonly Option<string?> s_out =
        new("--out") { Description = "Folder for executed notebooks and the site. [default: out]" };
    private static readonly Option<string?> s_report = new("--json") { Description = "File for the results as JSON." };
    private static readonly Option<string?> s_single =
        new("--single") { Description = "File for the notebooks of this run as one page that needs no other file." };
    private static readonly RecordingOptions s_recordings = new();
    private static readonly Option<bool> s_keepGoing =
        new("--keep-going") { Description = "Go on with a notebook after a cell fails." };

    public static Command Create()
    {
        s_notebooks.Validators.Add(RefuseOptions);
        var command = new Command("run", "Run lessons from start to end, and make a site of them.")
        {
            s_notebooks, s_scale, s_jobs, s_timeout, s_totalTimeout, s_memory, s_out, s_report, s_single,
            s_keepGoing, s_recordings.FromCheckpoint, s_recordings.Folder,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>The option that says how much work the lessons do.</summary>
    public static Option<string> Scale() => new Option<string>("--scale")
    {
        Description = "How much work: smoke (2 minutes for the course), lecture, full (a GPU or a night).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ATELIER_SCALE") ?? "lecture",
    }.AcceptOnlyFromAmong("smoke", "lecture", "full");

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var names = parsed.GetValue(s_notebooks) ?? [];
        var notebooks = Lessons.Find(Course.Home, names);
        var options = Options(parsed);
        var reports = await RunProgress.FollowAsync(
            progress => new NotebookRunner(options, progress).RunAllAsync(notebooks, cancellation), notebooks);
        var cover = CourseSite.Write(options.OutputFolder, options.OutputFolder, Course.Home);
        if (parsed.GetValue(s_single) is { } single) WholeFile.Write(single, SinglePage.Render(Executed(reports)));
        if (parsed.GetValue(s_report) is { } file) RunResults.Write(file, reports);
        Tell(reports, reports is [{ Output: { } only }] ? Path.ChangeExtension(only, ".html") : cover);
        return reports.Max(report => report.ExitCode);
    }

    private static RunOptions Options(ParseResult parsed)
    {
        var jobs = parsed.GetValue(s_jobs);
        return new RunOptions(Path.GetFullPath(parsed.GetValue(s_out) ?? Path.Combine(Course.Home, "out")))
        {
            Jobs = jobs,
            KeepGoing = parsed.GetValue(s_keepGoing),
            Limits = new RunLimits
            {
                Cell = Seconds(parsed.GetValue(s_timeout)),
                Total = Seconds(parsed.GetValue(s_totalTimeout)),
                Memory = parsed.GetValue(s_memory) is { } megabytes ? (long)megabytes << 20 : null,
            },
            Environment = CourseEnvironment.Of(Course.Home, parsed.GetValue(s_scale)!, jobs),
            Recordings = s_recordings.Of(parsed, parsed.GetValue(s_scale)!),
        };
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;

    /// <summary>An option that there is not would be taken for a notebook.</summary>
    private static void RefuseOptions(ArgumentResult notebooks)
    {
        foreach (var token in notebooks.Tokens.Where(token => token.Value.StartsWith('-')))
            notebooks.AddError($"There is no option {token.Value}: ./course run --help lists them.");
    }

    private static SiteNotebook[] Executed(IEnumerable<NotebookReport> reports) =>
        [.. reports.Where(report => report.Output is not null)
            .Select(report => new SiteNotebook(report.Name, NotebookDocument.Load(report.Output!)))];

    private static void Tell(IReadOnlyList<NotebookReport> reports, string page)
    {
        foreach (var report in reports)
            AnsiConsole.MarkupLineInterpolated(report.Failure is not { } failure
                ? (FormattableString)$"[green]passed[/]  {report.Name}  {report.Seconds:0.0} s, {report.Cells.Count} cells, {report.PeakMegabytes} MB"
                : $"[red]failed[/]  {report.Name}  {failure}");

        AnsiConsole.MarkupLineInterpolated($"Open [link]{page}[/]");
    }
}
