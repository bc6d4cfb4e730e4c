using System.Diagnostics;

namespace Atelier.Tests.Environment;

internal static class Shell
{
    /// <summary>Runs a program to its end, with a replaced environment and in another folder where they are given.</summary>
    public static (int ExitCode, string Output, string Error) Run(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string folder = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach ((var name, var value) in environment)
                start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
