namespace Atelier.Cli;

/// <summary>The end of a training whose loss is no number any more. Nothing is written over what was saved before.</summary>
internal static class Diverged
{
    /// <param name="problem">what the trainer said</param>
    /// <param name="state">where a state would lie that was saved on the way</param>
    /// <returns>the command's exit code</returns>
    public static int Tell(NotFiniteNumberException problem, string state)
    {
        Console.Error.WriteLine($"course: {problem.Message}");
        Console.Error.WriteLine(File.Exists(state)
            ? $"course: {state} is as it was saved before; --resume goes on from there"
            : "course: nothing had been saved yet");
        return 1;
    }
}
