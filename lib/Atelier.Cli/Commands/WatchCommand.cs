using System.CommandLine;
using Atelier.Engine.Running;
using Atelier.Grading.Run;
using Atelier.Grading.Watching;
using Atelier.Making;

namespace Atelier.Cli.Commands;

/// <summary><c>course watch</c>: how many of a class have solved which exercise, while they work.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1), s_total = TimeSpan.FromMinutes(5);

    private static readonly Argument<string> s_submitted = new("submitted")
    {
        Description = "The folder in which students save their notebooks, laid out as for course grade.",
    };

    private static readonly Option<int> s_port =
        new Option<int>("--port") { Description = "The port.", DefaultValueFactory = _ => 8911 }.AtLeast(1);
    private static readonly Option<bool> s_names = new("--names") { Description = "Tell names on the page." };
    private static readonly Option<int> s_jobs =
        new Option<int>("--jobs") { Description = "Notebooks side by side.", DefaultValueFactory = _ => 1 }.AtLeast(1);
    private static readonly Option<double> s_time =
        new("--time-limit") { Description = "Seconds for a cell.", DefaultValueFactory = _ => 20 };
    private static readonly Option<string[]> s_only =
        new("--only") { Description = "Lessons, by name or number; all without this.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create()
    {
        var command = new Command("watch", "Show on a page which exercise has been solved by how many, while a class works.")
        {
            s_submitted, s_port, s_names, s_jobs, s_time, s_only,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var jobs = parsed.GetValue(s_jobs);
        var limits = GradingRun.Limits(TimeSpan.FromSeconds(parsed.GetValue(s_time)), s_total, 4000L << 20, jobs);
        using var watch = new ClassWatch(
            Course.Home, RealPath.Of(parsed.GetValue(s_submitted)!), parsed.GetValue(s_only) ?? [], limits, jobs);
        using var server = new WatchServer(watch, parsed.GetValue(s_port), parsed.GetValue(s_names));
        Console.WriteLine($"The class now: open {server.Address}");
        Console.WriteLine("The page looks again by itself, and nothing is kept. Ctrl-C ends this.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var serving = server.ServeAsync(stop.Token);
        try
        {
            await watch.RunAsync(s_pause, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await serving;
        }

        return ExitCode.Passed;
    }
}
