using System.CommandLine;
using Atelier.Cli.Commands;
using Spectre.Console;

// Into a file or a pipe, lines stay whole.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 1000;

return await new RootCommand("Atelier: a course in generative vision, in C#. (`./course setup` chooses packages: see README.md.)")
{
    RunCommand.Create(),
    LabCommand.Create(),
    KernelCommand.Create(),
    ReleaseCommand.Create(),
    GradeCommand.Create(),
    GradebookCommand.Create(),
    TestCommand.Create(),
    DataCommand.Create(),
    DoctorCommand.Create(),
    TrainDcganCommand.Create(),
    TrainClassifierCommand.Create(),
    JudgeCommand.Create(),
    TrainVggCommand.Create(),
    TrainStyleCommand.Create(),
}
.Parse(args)
// Ctrl-C: a running command has this long to save and to end its workers.
.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
