using System.Diagnostics;
using System.Runtime.InteropServices;
using Atelier.Engine.Running;

namespace Atelier.Kernel.Install;

/// <summary>Jupyter, for the person at this machine alone.</summary>
public static class JupyterServer
{
    /// <summary>What there is of Jupyter on the PATH, JupyterLab before the older program; null for none.</summary>
    public static string? Find() =>
        new[] { "jupyter-lab", "jupyter-notebook" }.FirstOrDefault(program => Tool.FirstLine(program, "--version") is not null);

    /// <summary>Runs Jupyter until it ends or a person stops it; it then ends its kernels by itself.</summary>
    /// <param name="program">as <see cref="Find"/> found it</param>
    /// <param name="folder">the notebooks</param>
    /// <param name="port">its port, or the next free one after it</param>
    /// <param name="noBrowser">only print the address</param>
    /// <param name="notebook">the one to open; null for none</param>
    /// <returns>Jupyter's exit code</returns>
    public static int Run(string program, string folder, int port, bool noBrowser, string? notebook)
    {
        var arguments = Arguments(port, noBrowser, notebook);
        // Without a terminal to read from, Jupyter stops at once on Ctrl-C in place of asking whether to.
        using var server =
            Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true })!;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, server));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, server));
        server.WaitForExit();
        return server.ExitCode;
    }

    private static IEnumerable<string> Arguments(int port, bool noBrowser, string? notebook)
    {
        yield return "--ip=127.0.0.1";
        yield return $"--port={port}";
        if (noBrowser) yield return "--no-browser";
        // Jupyter refuses to serve the root user, which is who one is in most containers.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) yield return "--allow-root";
        if (notebook is not null) yield return notebook;
    }

    private static void Stop(PosixSignalContext signal, Process server)
    {
        signal.Cancel = true;
        // Ctrl-C in a terminal has reached Jupyter too; a signal sent to this process alone has not.
        if (!server.WaitForExit(TimeSpan.FromSeconds(2)) && !OperatingSystem.IsWindows())
            Process.Start("kill", ["-TERM", $"{server.Id}"]).Dispose();
    }
}
