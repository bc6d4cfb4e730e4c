using System.Diagnostics;

namespace Atelier.Benchmarks;

/// <summary>The Python of this machine, and the scripts that come with the benchmarks.</summary>
internal static class Python
{
    private static readonly Lazy<string?> s_withTorch = new(() => With("torch"));

    /// <summary>One that can <c>import torch</c>; null where there is none.</summary>
    public static string? WithTorch => s_withTorch.Value;

    /// <summary>The path of a script.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "bench", name);

    /// <summary>The first of <c>python3</c> and Debian's own that has all these modules; null where none has.</summary>
    public static string? With(params string[] modules) =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => Runs(python, $"import {string.Join(", ", modules)}"));

    private static bool Runs(string python, string code)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", code]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
