using System.ComponentModel;
using System.Diagnostics;

namespace Atelier.Engine.Running;

/// <summary>Runs another program and reads what it says.</summary>
public static class Tool
{
    /// <summary>The first line that a program prints.</summary>
    /// <returns>the line, or null where the program is absent, fails, or takes over ten seconds</returns>
    public static string? FirstLine(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? output.Result.Split('\n')[0].Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a program in the person's own terminal.</summary>
    /// <returns>its exit code</returns>
    public static int Run(string program, params string[] arguments) => Run(program, Timeout.InfiniteTimeSpan, arguments)!.Value;

    /// <summary>Runs a program in the person's own terminal, and kills it and what it started when its time is up.</summary>
    /// <returns>its exit code, or null where it was killed</returns>
    public static int? Run(string program, TimeSpan limit, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        if (process.WaitForExit(limit)) return process.ExitCode;
        process.Kill(entireProcessTree: true);
        return null;
    }
}
