using System.CommandLine;
using Atelier.Engine.Running;
using Atelier.Engine.Site;

namespace Atelier.Cli.Commands;

/// <summary><c>course publish</c>: the site of executed lessons, for a web server.</summary>
internal static class PublishCommand
{
    private static readonly Argument<string> s_folder = new("folder") { Description = "Gets the pages, and nothing else." };

    private static readonly Option<string?> s_out =
        new("--out") { Description = "Folder of executed notebooks. [default: out]" };

    public static Command Create()
    {
        var command = new Command("publish", "Write the site of executed lessons for a web server, and check its links.")
        {
            s_folder, s_out,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var from = Path.GetFullPath(parsed.GetValue(s_out) ?? Path.Combine(Course.Home, "out"));
        var folder = Path.GetFullPath(parsed.GetValue(s_folder)!);
        if (!Directory.Exists(from) || !Directory.EnumerateFiles(from, "*.ipynb").Any())
            throw new FileNotFoundException($"there are no executed notebooks in {from}: ./course run makes them");
        CourseSite.Write(from, folder, Course.Home);
        var broken = LinkCheck.Broken(folder);
        foreach (var link in broken) Console.Error.WriteLine($"course publish: a link leads nowhere: {link}");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        var megabytes = files.Sum(file => new FileInfo(file).Length) / 1e6;
        Console.WriteLine($"{files.Length} files, {megabytes:0.0} MB: put {folder} on a web server.");
        return broken.Count == 0 ? ExitCode.Passed : ExitCode.File;
    }
}
