using System.Diagnostics;

namespace Atelier.Engine.Session;

/// <summary><c>dotnet restore</c> as a process that can be stopped, and that ends where a package source never answers.</summary>
internal static class DotNetRestore
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    /// <summary>Restores the project in a folder.</summary>
    /// <returns>null, or what it said where it failed</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="TimeoutException">It took over five minutes.</exception>
    public static string? Run(string folder, CancellationToken cancellation)
    {
        string[] quietly = ["restore", "-v", "quiet", "-nologo", "-nodeReuse:false"];
        using var restore = Process.Start(new ProcessStartInfo("dotnet", quietly)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" },
        })!;
        _ = restore.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = restore.StandardOutput.ReadToEndAsync(CancellationToken.None);
        if (!HasEnded(restore, cancellation))
        {
            restore.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException($"no answer in {s_limit.TotalMinutes:0} minutes");
        }

        if (restore.ExitCode == 0) return null;
        return said.Wait(s_lastWords, CancellationToken.None) ? said.Result : ""; // what it has started may still hold the pipe
    }

    private static bool HasEnded(Process process, CancellationToken cancellation)
    {
        try
        {
            return process.WaitForExitAsync(cancellation).Wait(s_limit, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
