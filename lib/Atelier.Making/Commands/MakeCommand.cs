using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make</c>: makes what comes trained with the course, and judges it.</summary>
public static class MakeCommand
{
    /// <summary>The command, with one below it for each thing that is made.</summary>
    /// <param name="recordings">the one for recorded trainings, which needs to run notebooks</param>
    public static Command Create(Command recordings) => new(
        "make", "Make the networks that come trained with the course, and judge them.")
    {
        DcganCommand.Create(),
        StyleGanCommand.Create(),
        ClassifierCommand.Create(),
        StyleCommand.Create(),
        PaintingCommand.Create(),
        CycleGanCommand.Create(),
        VggCommand.Create(),
        JudgeCommand.Create(),
        recordings,
    };
}
