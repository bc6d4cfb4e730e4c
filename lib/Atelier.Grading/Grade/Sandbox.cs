namespace Atelier.Grading.Grade;

/// <summary>
/// The command that starts a worker where it can do no harm: bubblewrap on Linux, with user, process and network namespaces of its own, a
/// read-only system, and a scratch folder in memory. Elsewhere the limits on time, memory and output stand alone.
/// </summary>
/// <param name="home">The course's folder.</param>
/// <param name="hidden">Folders that the student's code must not see.</param>
public sealed class Sandbox(string home, IReadOnlyList<string> hidden)
{
    /// <summary>The folder that the worker starts in, inside of the sandbox.</summary>
    public const string Scratch = "/tmp";

    private const string Program = "/usr/bin/bwrap";
    private const int ScratchBytes = 256 << 20;

    /// <summary>Whether this machine has it.</summary>
    public static bool IsHere { get; } = OperatingSystem.IsLinux() && File.Exists(Program);

    /// <summary>What keeps the student's code in, for the report.</summary>
    public static string Level => IsHere
        ? "bubblewrap: no network, read-only system, own processes; limits on time, memory, processes and output"
        : "limits on time, memory, processes and output alone: install bubblewrap for a sandbox";

    /// <summary>The command that a worker's is appended to; empty where there is no sandbox.</summary>
    /// <param name="environment">All environment variables that the worker gets.</param>
    public IReadOnlyList<string> Wrapper(IReadOnlyDictionary<string, string> environment) => !IsHere ? [] :
    [
        Program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--size", $"{ScratchBytes}", "--tmpfs", Scratch,
        .. Homes().SelectMany(folder => Hide(folder)),
        .. Shown().SelectMany(folder => (string[])["--ro-bind", folder, folder]),
        .. hidden.Where(Directory.Exists).SelectMany(folder => Hide(folder)),
        "--chdir", Scratch, "--clearenv", .. environment.SelectMany(entry => (string[])["--setenv", entry.Key, entry.Value]), "--",
    ];

    private static string[] Hide(string folder) => ["--tmpfs", folder];

    private static IEnumerable<string> Homes() => new[] { "/root", "/home", "/var/tmp", "/run" }.Where(Directory.Exists);

    // What the worker needs, where it lies in a folder that is hidden.
    private IEnumerable<string> Shown() => new[] { home, Path.GetDirectoryName(Environment.ProcessPath)!, AppContext.BaseDirectory.TrimEnd('/') }
        .Where(folder => Homes().Append(Scratch).Any(each => folder.StartsWith(each + "/", StringComparison.Ordinal))).Distinct();
}
