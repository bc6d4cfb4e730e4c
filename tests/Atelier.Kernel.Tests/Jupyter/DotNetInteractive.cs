using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>Microsoft's own kernel, the last release of .NET Interactive, installed once for the tests that want it.</summary>
public sealed class DotNetInteractive : IDisposable
{
    private const string Version = "1.0.712001";

    public DotNetInteractive()
    {
        using var install = Process.Start(new ProcessStartInfo(
            "dotnet", ["tool", "install", "Microsoft.dotnet-interactive", "--version", Version, "--tool-path", Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = install.StandardError.ReadToEndAsync();
        install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        if (install.ExitCode != 0)
        {
            Missing = $"no package source has .NET Interactive {Version}: {errors.Result}";
            return;
        }

        var kernel = Directory.CreateDirectory(Path.Combine(Folder, "kernels", ".net-csharp")).FullName;
        File.WriteAllText(Path.Combine(kernel, "kernel.json"), JsonSerializer.Serialize(new
        {
            argv = new[] { Path.Combine(Folder, "dotnet-interactive"), "jupyter", "--default-kernel", "csharp",
                "{connection_file}" },
            display_name = ".NET (C#)",
            language = "C#",
        }));
    }

    /// <summary>A folder where Jupyter finds the kernel.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dotnet-interactive").FullName;

    /// <summary>Why it is not there, or null where it is.</summary>
    public string? Missing { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
