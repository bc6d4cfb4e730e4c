using System.Diagnostics;

namespace Atelier.Kernel.Tests.Support;

/// <summary>Tools of NuGet's that run notebooks, in folders of their own.</summary>
internal static class DotNetTool
{
    /// <summary>Installs a tool.</summary>
    /// <returns>null, or why it cannot be had</returns>
    public static string? Install(string id, string version, string folder)
    {
        using var install = Process.Start(new ProcessStartInfo(
            "dotnet", ["tool", "install", id, "--version", version, "--tool-path", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = install.StandardError.ReadToEndAsync();
        install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        return install.ExitCode == 0 ? null : $"no package source has {id} {version}: {errors.Result}";
    }
}
