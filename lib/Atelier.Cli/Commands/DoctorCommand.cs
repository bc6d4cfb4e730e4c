using System.CommandLine;
using Atelier.Cli.Doctor;
using Spectre.Console;

namespace Atelier.Cli.Commands;

/// <summary><c>course doctor</c>: what this machine has for the course, and how to get what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Tell what this machine has for the course, and how to get what is missing.");
        command.SetAction(_ => Report(Examine(Course.Home)));
        return command;
    }

    private static IEnumerable<Finding> Examine(string home)
    {
        var choices = SetupChoices.Read(home);
        Finding[] torch = [.. TorchFindings.All(choices)];
        var torchLoads = torch.All(finding => finding.Health != Health.Broken);
        return MachineFindings.All(home)
            .Concat(torch)
            .Append(Finding.Ok("pictures", choices.Images))
            .Concat(DataFindings.All())
            .Concat(torchLoads ? WeightsFindings.All() : [])
            .Concat(JupyterFindings.All());
    }

    private static int Report(IEnumerable<Finding> findings)
    {
        var canRun = true;
        foreach (var finding in findings)
        {
            (var mark, var colour) = finding.Health switch
            {
                Health.Ok => ("ok     ", "green"),
                Health.Absent => ("missing", "yellow"),
                _ => ("broken ", "red"),
            };
            AnsiConsole.MarkupLine($"[{colour}]{mark}[/] {finding.Name,-14} {Spectre.Console.Markup.Escape(finding.Detail)}");
            if (finding.Advice is not null)
                AnsiConsole.MarkupLine($"        {"",-14} [grey]{Spectre.Console.Markup.Escape(finding.Advice)}[/]");
            canRun &= finding.Health != Health.Broken;
        }

        AnsiConsole.MarkupLine(canRun ? "\n./course run will work here."
            : "\n[red]./course run cannot work until what is broken above is mended.[/]");
        return canRun ? 0 : 1;
    }
}
