using System.CommandLine;
using System.CommandLine.Parsing;
using Atelier.Engine.Running;
using Atelier.Grading.Run;
using Atelier.Making;

namespace Atelier.Cli.Commands;

/// <summary><c>course grade</c>: grades what students handed in.</summary>
internal static class GradeCommand
{
    private static readonly Argument<string> s_submitted = new("submitted")
    {
        Description =
            "A folder or a zip: notebooks side by side, nbgrader's folders (student/lesson/*.ipynb), or an export of Moodle or Canvas.",
    };

    private static readonly Option<string> s_out =
        new("--out") { Description = "Folder for the gradebook and the reports.", Required = true };
    private static readonly Option<int> s_jobs =
        new Option<int>("--jobs") { Description = "Submissions side by side.", DefaultValueFactory = _ => 1 }.AtLeast(1);
    private static readonly Option<double> s_time =
        new("--time-limit") { Description = "Seconds for a cell.", DefaultValueFactory = _ => 60 };
    private static readonly Option<double> s_total =
        new("--total-limit") { Description = "Seconds for a submission.", DefaultValueFactory = _ => 600 };
    private static readonly Option<int> s_memory =
        new("--memory") { Description = "Megabytes for a submission.", DefaultValueFactory = _ => 4000 };
    private static readonly Option<string[]> s_only =
        new("--only") { Description = "Assignments, by name or number; all without this.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> s_resume =
        new("--resume") { Description = "Keep the grades that are there, and grade the rest." };
    private static readonly Option<Slice> s_slice = new("--slice")
    {
        Description = "A part of the submissions, as 2/8: for several machines.",
        DefaultValueFactory = _ => Slice.All,
        CustomParser = ReadSlice,
    };

    public static Command Create()
    {
        var command = new Command("grade", "Grade what students handed in.")
        {
            s_submitted, s_out, s_jobs, s_time, s_total, s_memory, s_only, s_resume, s_slice,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Slice ReadSlice(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (Slice.Parse(text) is { } slice) return slice;
        given.AddError($"--slice {text}: a slice is written as 2/8");
        return Slice.All;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var jobs = parsed.GetValue(s_jobs);
        var limits = GradingRun.Limits(
            TimeSpan.FromSeconds(parsed.GetValue(s_time)), TimeSpan.FromSeconds(parsed.GetValue(s_total)),
            (long)parsed.GetValue(s_memory) << 20, jobs);
        var run = new GradingRun(
            Course.Home, RealPath.Of(parsed.GetValue(s_submitted)!), RealPath.Of(parsed.GetValue(s_out)!), limits, Console.Out)
        {
            Jobs = jobs,
            Only = parsed.GetValue(s_only) ?? [],
            Resume = parsed.GetValue(s_resume),
            Slice = parsed.GetValue(s_slice)!,
        };
        try
        {
            return await run.RunAsync(cancellation) ? ExitCode.Passed : ExitCode.NotGraded;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                "course grade: stopped; nothing is lost: go on with the same command and --resume");
            return ExitCode.Interrupted;
        }
    }
}
