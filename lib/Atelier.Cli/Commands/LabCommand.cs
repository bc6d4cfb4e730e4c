using System.CommandLine;
using Atelier.Engine.Documents;
using Atelier.Kernel.Install;

namespace Atelier.Cli.Commands;

/// <summary><c>course lab</c>: the notebooks in Jupyter, on this machine alone.</summary>
internal static class LabCommand
{
    // sysexits.h: EX_UNAVAILABLE, EX_NOINPUT.
    private const int Unavailable = 69;
    private const int NoInput = 66;

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port, or the next free one after it.",
            DefaultValueFactory = _ => 8888,
        };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Only print the address." };
        var notebook = new Option<string?>("--notebook")
        {
            Description = "The notebook to open: its name, or how it begins (03).",
            HelpName = "NAME",
        };
        var command = new Command("lab", "Open the notebooks in Jupyter. Ctrl-C stops it.") { port, noBrowser, notebook };
        command.SetAction(parsed => Run(Path.Combine(Course.Home, "notebooks"), parsed.GetValue(port), parsed.GetValue(noBrowser),
            parsed.GetValue(notebook)));
        return command;
    }

    private static int Run(string folder, int port, bool noBrowser, string? name)
    {
        var notebook = name is null ? null : Lessons.Beginning(folder, name);
        if (name is not null && notebook is null)
        {
            Console.Error.WriteLine($"course: no notebook begins with “{name}” in {folder}");
            return NoInput;
        }

        if (JupyterServer.Find() is not { } jupyter)
        {
            Console.Error.WriteLine(
                "course: there is no Jupyter on this machine's PATH; ./course run works without it. To get Jupyter:");
            Console.Error.WriteLine(
                "  apt install jupyter-notebook    or  pip install jupyterlab    or  conda install jupyterlab");
            return Unavailable;
        }

        if (!KernelInstaller.IsHere) KernelCommand.Install(JupyterFolders.User);
        return JupyterServer.Run(jupyter, folder, port, noBrowser, notebook);
    }
}
