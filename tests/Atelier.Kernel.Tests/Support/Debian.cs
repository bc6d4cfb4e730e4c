using System.Diagnostics;

namespace Atelier.Kernel.Tests.Support;

/// <summary>What some tests need from the system: its Python with Jupyter's client.</summary>
internal static class Debian
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs a Python script of this project.</summary>
    /// <param name="command">the script, and what it is told</param>
    /// <param name="environment">what it finds in its environment</param>
    /// <returns>Its exit code and all that it said.</returns>
    public static (int ExitCode, string Output) RunPython(string[] command, params (string Name, string Value)[] environment)
    {
        Need("import jupyter_client, nbclient, nbformat", "apt-get install python3-jupyter-client python3-nbclient");
        return Run([Path.Combine(AppContext.BaseDirectory, command[0]), .. command[1..]], environment);
    }

    /// <summary>Skips the test where something is missing; on the CI machine, which is to have it, the test fails.</summary>
    private static void Need(string imports, string how)
    {
        if (File.Exists(Python) && Run(["-c", imports], []).ExitCode == 0)
            return;
        var missing = $"{Python} cannot “{imports}”: {how}";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.Fail(missing);
    }

    private static (int ExitCode, string Output) Run(IEnumerable<string> arguments,
        IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
