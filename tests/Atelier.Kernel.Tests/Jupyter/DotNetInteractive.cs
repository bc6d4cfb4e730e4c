using System.Text.Json;
using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>Microsoft's own kernel, the last release of .NET Interactive, installed once for the tests that want it.</summary>
public sealed class DotNetInteractive : IDisposable
{
    public DotNetInteractive()
    {
        Missing = DotNetTool.Install("Microsoft.dotnet-interactive", "1.0.712001", Folder);
        if (Missing is not null) return;

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
