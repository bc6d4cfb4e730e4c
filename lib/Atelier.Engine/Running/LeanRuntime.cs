namespace Atelier.Engine.Running;

/// <summary>
/// How the .NET runtime is set for a process that runs one notebook; it reads these settings from the environment alone.
/// </summary>
public static class LeanRuntime
{
    /// <summary>
    /// At most 4 MB between two collections of young objects: the runtime would take as much as the processor's cache, up to
    /// hundreds of megabytes. And no second mapping of compiled code, which costs 20 MB and a tenth of the start-up time. No
    /// diagnostics port either: who can write to its socket can load a library into the process.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_GCGen0MaxBudget"] = "0x400000",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
    };
}
