using System.CommandLine;
using Atelier.Engine.Running;
using Atelier.Grading.Marking;
using Atelier.Grading.Results;

namespace Atelier.Cli.Commands;

/// <summary><c>course gradebook mark</c>: a page to mark answers in words.</summary>
internal static class MarkCommand
{
    public static Command Create(Argument<string> folder)
    {
        var blind = new Option<bool>("--blind") { Description = "Without names, and in an order that tells nothing." };
        var command = new Command("mark", "Mark answers in words, on a page of this machine. Ctrl-C ends it.") { folder, blind };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(folder)!, parsed.GetValue(blind), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string folder, bool isBlind, CancellationToken cancellation)
    {
        using var book = new Gradebook(folder);
        var questions = Questions.Of(book, Path.Combine(Course.Home, "notebooks", "instructor"), isBlind);
        if (questions.Count == 0)
        {
            await Console.Error.WriteLineAsync($"course gradebook: no answer in {folder} is for a person to mark");
            return ExitCode.File;
        }

        using (var server = new MarkingServer(book, questions, isBlind))
        {
            Console.WriteLine(
                $"{questions.Count} questions, {questions.Sum(question => question.Answers.Count)} answers: open {server.Address}");
            Console.WriteLine("Each mark is saved at once. Ctrl-C ends this and writes the reports.");
            await server.ServeAsync(cancellation);
        }

        GradeReport.Write(book, folder);
        Console.WriteLine($"summary.html, grades.csv and feedback/ in {folder} have the marks");
        return ExitCode.Passed;
    }
}
