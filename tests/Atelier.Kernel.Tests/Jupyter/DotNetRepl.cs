using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>.NET Interactive at a terminal, which runs notebooks without Jupyter, installed once for its tests.</summary>
public sealed class DotNetRepl : IDisposable
{
    public DotNetRepl() => Missing = DotNetTool.Install("dotnet-repl", "0.3.259", Folder);

    /// <summary>The folder with the tool, which also takes what it writes.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dotnet-repl").FullName;

    /// <summary>Why it is not there, or null where it is.</summary>
    public string? Missing { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
