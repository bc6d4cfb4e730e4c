using System.Runtime.InteropServices;

namespace Atelier.Engine.Running;

/// <summary>The .NET that this process runs on.</summary>
public static class DotNet
{
    /// <summary>Its folder: where <c>dotnet</c>, <c>host</c> and <c>shared</c> are.</summary>
    public static string Root { get; } = Path
        .GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")).TrimEnd('/');

    /// <summary>
    /// The program that starts others on it, whatever stands on the PATH; the PATH's where the runtime lies otherwise.
    /// </summary>
    public static string Program { get; } =
        Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet") is var own && File.Exists(own) ? own : "dotnet";
}
