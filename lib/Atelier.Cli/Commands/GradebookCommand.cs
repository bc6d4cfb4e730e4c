using System.CommandLine;
using System.CommandLine.Parsing;
using Atelier.Engine.Running;
using Atelier.Grading.Results;
using Atelier.Making;

namespace Atelier.Cli.Commands;

/// <summary>
/// <c>course gradebook</c>: points and comments by hand, due dates, exports, and gradebooks of several machines in one.
/// </summary>
internal static class GradebookCommand
{
    private static readonly Argument<string> s_folder =
        new("folder") { Description = "The folder of gradebook.db.", Validators = { NeedGradebook } };

    public static Command Create() =>
        new("gradebook", "Points and comments by hand; due dates; exports; several gradebooks in one.")
        {
            Set(), MarkCommand.Create(s_folder), Due(), Merge(), Report(), Export(),
        };

    private static Command Set()
    {
        var student =
            new Argument<string>("student") { Description = "An id that begins with - stands after --, and options before it." };
        var assignment = new Argument<string>("assignment") { Description = "Its name or number." };
        var cell = new Argument<string>("cell");
        var points = new Option<string?>("--points") { Description = "In the place of the grader's, as 1.5." };
        var comment = new Option<string?>("--comment") { Description = "For the student; \"\" takes one away." };
        var command = new Command("set", "Give points or a comment by hand; grading again keeps them.")
        {
            s_folder, student, assignment, cell, points, comment,
        };
        command.SetAction(parsed => Change(parsed.GetValue(s_folder)!, book => new Marks(Course.Home, book).Set(
            parsed.GetValue(student)!, parsed.GetValue(assignment)!, parsed.GetValue(cell)!, parsed.GetValue(points),
            parsed.GetValue(comment))));
        return command;
    }

    private static Command Merge()
    {
        var into = new Argument<string>("folder") { Description = "The folder of gradebook.db, which may be new." };
        var from = new Argument<string[]>("from")
        {
            Description = "Folders of other gradebooks.",
            Arity = ArgumentArity.OneOrMore,
            Validators = { NeedGradebook }
        };
        var command = new Command("merge", "Take over the grades of other gradebooks, of other slices.") { into, from };
        command.SetAction(parsed => Change(parsed.GetValue(into)!, book =>
        {
            foreach (var folder in parsed.GetValue(from)!) book.Merge(folder);
            return $"{book.Grades.Count} grades";
        }));
        return command;
    }

    private static Command Report()
    {
        var command = new Command("report", "Write grades.csv, the summary and the students' pages again.") { s_folder };
        command.SetAction(parsed => Change(parsed.GetValue(s_folder)!, book => $"{book.Grades.Count} grades"));
        return command;
    }

    private static Command Due()
    {
        var assignment = new Argument<string>("assignment") { Description = "Its name or number." };
        var due = new Argument<string[]>("due")
        {
            Description = $"The last moment in time, with its zone: {DueTime.Forms}.",
            Arity = new ArgumentArity(1, 2)
        };
        var perDay = new Option<double>("--late-per-day")
        {
            Description = "Percent of the points that each begun day takes away.",
            DefaultValueFactory = _ => 10,
        }.Percent();
        var command = new Command("due", "Say when an assignment had to be handed in; late submissions lose points.")
        {
            s_folder, assignment, due, perDay,
        };
        command.SetAction(parsed => Change(parsed.GetValue(s_folder)!, book => new Marks(Course.Home, book).SetDue(
            parsed.GetValue(assignment)!, string.Join(' ', parsed.GetValue(due)!), parsed.GetValue(perDay))));
        return command;
    }

    private static Command Export()
    {
        var format = new Option<string>("--format") { Description = "The system that takes them.", Required = true };
        format.AcceptOnlyFromAmong("canvas", "moodle", "gradescope");
        var list = new Option<string?>("--class")
        {
            Description =
                "The class as Canvas's gradebook or Moodle's worksheet or participants list it (CSV): whose the files' names are.",
        };
        var command = new Command("export", "Write the grades for a learning-management system.") { s_folder, format, list };
        command.SetAction(parsed => Write(parsed.GetValue(s_folder)!, parsed.GetValue(format)!, parsed.GetValue(list)));
        return command;
    }

    private static int Write(string folder, string format, string? file)
    {
        using var book = new Gradebook(folder);
        var list = file is null ? null : ClassList.Read(file);
        Console.WriteLine(GradeReport.Export(book, folder, format, list));
        foreach (var line in list?.Differences(book.Grades.Select(grade => grade.Student)) ?? [])
            Console.WriteLine(Printable.Of(line));
        return ExitCode.Passed;
    }

    // A mistyped folder would become a new and empty gradebook.
    private static void NeedGradebook(ArgumentResult result)
    {
        foreach (var folder in result.Tokens.Select(token => token.Value)
            .Where(folder => !File.Exists(Path.Combine(folder, "gradebook.db"))))
            result.AddError($"there is no gradebook in {folder}: ./course grade makes one");
    }

    private static int Change(string folder, Func<Gradebook, string> change)
    {
        try
        {
            using var book = new Gradebook(folder);
            var said = change(book);
            GradeReport.Write(book, folder);
            Console.WriteLine(Printable.Of(said));
            return ExitCode.Passed;
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine(Printable.Of($"course gradebook: {e.Message}"));
            return ExitCode.Usage;
        }
    }
}
