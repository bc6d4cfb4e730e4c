using System.Diagnostics;
using System.Text.Json;
using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>The first lesson in Microsoft's own kernel, the last release of .NET Interactive.</summary>
public sealed class DotNetInteractiveTests : IDisposable
{
    private const string Version = "1.0.712001";

    private readonly string _folder = Directory.CreateTempSubdirectory("dotnet-interactive").FullName;

    [Fact]
    public void The_first_lesson_runs_in_dotnet_interactive()
    {
        InstallIt();
        var (exitCode, output) = Debian.RunPython(
            ["Jupyter/run_notebook.py", Path.Combine(Repository.Home, "notebooks", "00-start-here.ipynb")],
            ("JUPYTER_PATH", _folder), ("JUPYTER_DATA_DIR", Path.Combine(_folder, "data")), ("ATELIER_SCALE", "smoke"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("0 errors", output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void InstallIt()
    {
        using var install = Process.Start(new ProcessStartInfo(
            "dotnet", ["tool", "install", "Microsoft.dotnet-interactive", "--version", Version, "--tool-path", _folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = install.StandardError.ReadToEndAsync();
        install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        Assert.SkipUnless(install.ExitCode == 0, $"no package source has .NET Interactive {Version}: {errors.Result}");

        var kernel = Directory.CreateDirectory(Path.Combine(_folder, "kernels", ".net-csharp")).FullName;
        File.WriteAllText(Path.Combine(kernel, "kernel.json"), JsonSerializer.Serialize(new
        {
            argv = new[] { Path.Combine(_folder, "dotnet-interactive"), "jupyter", "--default-kernel", "csharp",
                "{connection_file}" },
            display_name = ".NET (C#)",
            language = "C#",
        }));
    }
}
