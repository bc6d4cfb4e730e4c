using System.Diagnostics;

namespace Atelier.Tests.Environment;

internal static class Shell
{
    /// <summary>Runs a program to its end, with a replaced environment where one is given.</summary>
    public static (int ExitCode, string Output, string Error) Run(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach ((string name, string value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
