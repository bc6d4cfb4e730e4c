using Spectre.Console;

namespace Atelier.Making;

/// <summary>
/// A training of minutes or hours at a terminal: its bar, and the ways in which it ends early with nothing lost.
/// </summary>
/// <param name="state">the file that it goes on from; nothing is written over it once a loss is no number</param>
/// <param name="save">writes that file</param>
internal sealed class LongTraining(string state, Action save)
{
    /// <param name="title">what the bar says before the first step</param>
    /// <param name="steps">where the bar ends</param>
    /// <param name="train">trains to the end, or throws when it is stopped or diverges</param>
    /// <param name="finish">writes what was made, and says where</param>
    /// <returns>the command's exit code</returns>
    public int Run(string title, int steps, Action<ProgressTask> train, Action finish)
    {
        try
        {
            AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(screen => train(screen.AddTask(title, maxValue: steps)));
        }
        catch (OperationCanceledException)
        {
            save();
            AnsiConsole.WriteLine("Stopped; nothing is lost: go on with the same command and --resume.");
            return 130;
        }
        catch (NotFiniteNumberException problem)
        {
            Console.Error.WriteLine($"course make: {problem.Message}");
            Console.Error.WriteLine(File.Exists(state)
                ? $"course make: {state} is as it was saved before; --resume goes on from there"
                : "course make: nothing had been saved yet");
            return 1;
        }

        finish();
        return 0;
    }
}
