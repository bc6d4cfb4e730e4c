using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;

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
            DefaultValueFactory =
            _ => 8888
        };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Only print the address." };
        var notebook =
            new Option<string?>("--notebook")
            {
                Description = "The notebook to open: its name, or how it begins (03).",
                HelpName =
                "NAME"
            };
        var command = new Command("lab", "Open the notebooks in Jupyter. Ctrl-C stops it.") { port, noBrowser, notebook };
        command.SetAction(parsed => Run(Path.Combine(Course.Home, "notebooks"), parsed.GetValue(port), parsed.GetValue(noBrowser),
            parsed.GetValue(notebook)));
        return command;
    }

    private static int Run(string folder, int port, bool noBrowser, string? name)
    {
        var notebook = name is null ? null : Find(folder, name);
        if (name is not null && notebook is null)
        {
            Console.Error.WriteLine($"course: no notebook begins with “{name}” in {folder}");
            return NoInput;
        }

        string[] programs = ["jupyter-lab", "jupyter-notebook"];
        if (programs.FirstOrDefault(program => Tool.FirstLine(program, "--version") is not null) is not { } jupyter)
        {
            Console.Error.WriteLine(
                "course: there is no Jupyter on this machine's PATH; ./course run works without it. To get Jupyter:");
            Console.Error.WriteLine(
                "  apt install jupyter-notebook    or  pip install jupyterlab    or  conda install jupyterlab");
            return Unavailable;
        }

        KernelCommand.Ensure();
        return Serve(jupyter, folder, Arguments(port, noBrowser, notebook));
    }

    private static string? Find(string folder, string name) =>
        Directory.EnumerateFiles(folder, "*.ipynb").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)
            .FirstOrDefault(file => file.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Arguments(int port, bool noBrowser, string? notebook)
    {
        yield return "--ip=127.0.0.1";
        yield return $"--port={port}";
        if (noBrowser)
            yield return "--no-browser";
        // Jupyter refuses to serve the root user, which is who one is in most containers.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            yield return "--allow-root";
        if (notebook is not null)
            yield return notebook;
    }

    /// <summary>Runs Jupyter until it ends or a person stops it; it then ends its kernels by itself.</summary>
    private static int Serve(string jupyter, string folder, IEnumerable<string> arguments)
    {
        // Without a terminal to read from, Jupyter stops at once on Ctrl-C in place of asking whether to.
        using var server =
            Process.Start(new ProcessStartInfo(jupyter, arguments) { WorkingDirectory = folder, RedirectStandardInput = true })!;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, server));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, server));
        server.WaitForExit();
        return server.ExitCode;
    }

    private static void Stop(PosixSignalContext signal, Process server)
    {
        signal.Cancel = true;
        // Ctrl-C in a terminal has reached Jupyter too; a signal sent to this process alone has not.
        if (!server.WaitForExit(TimeSpan.FromSeconds(2)) && !OperatingSystem.IsWindows())
            Process.Start("kill", ["-TERM", $"{server.Id}"]).Dispose();
    }
}
