using System.CommandLine;
using Atelier.Benchmarks;
using Atelier.Cli.Commands;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Making;
using Microsoft.Data.Sqlite;
using Spectre.Console;

// Into a file or a pipe, lines stay whole.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 1000;

var command =
    new RootCommand("Atelier: a course in generative vision, in C#. (`./course setup` chooses packages: see README.md.)")
    {
        RunCommand.Create(),
        PublishCommand.Create(),
        PresentCommand.Create(),
        TimingCommand.Create(),
        LabCommand.Create(),
        KernelCommand.Create(),
        ReleaseCommand.Create(),
        GradeCommand.Create(),
        GradebookCommand.Create(),
        WatchCommand.Create(),
        TestCommand.Create(),
        DataCommand.Create(),
        DoctorCommand.Create(),
        MakeCommand.Create(RecordingsCommand.Create()),
        BenchCommand.Create(),
        OldVerb.Create("train-dcgan", "make dcgan"),
        OldVerb.Create("train-classifier", "make classifier"),
        OldVerb.Create("train-style", "make style"),
        OldVerb.Create("train-vgg", "make vgg"),
        OldVerb.Create("judge", "make judge"),
    };

try
{
    var parsed = command.Parse(args);
    // Ctrl-C: a running command has this long to save and to end its workers.
    var exit = await parsed.InvokeAsync(
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    return parsed.Errors.Count > 0 ? ExitCode.Usage : exit;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotebookException
    or ReleaseException or SandboxException or SqliteException)
{
    // A file that is not there, not a person's to write, or not what it should be: no fault of the program.
    await Console.Error.WriteLineAsync($"course {args.FirstOrDefault()}: {e.Message}");
    return ExitCode.File;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync($"course {args.FirstOrDefault()}: stopped; what was written before stays");
    return ExitCode.Interrupted;
}
