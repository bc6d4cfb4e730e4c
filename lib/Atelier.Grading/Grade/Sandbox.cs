using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Atelier.Grading.Grade;

/// <summary>
/// The command that starts a worker where it can do no harm: bubblewrap on Linux, with user, process and network namespaces of its own, a
/// read-only system, and a scratch folder in memory. Of the course it shows the library, the data and the notebooks. Elsewhere the limits on
/// time, memory and output stand alone.
/// </summary>
/// <param name="home">The course's folder.</param>
/// <param name="hidden">Folders and files that the student's code must not see.</param>
public sealed class Sandbox(string home, IReadOnlyList<string> hidden)
{
    /// <summary>The folder that the worker starts in, inside of the sandbox.</summary>
    public const string Scratch = "/tmp";

    private const string Program = "/usr/bin/bwrap";
    private const int ScratchBytes = 256 << 20, SharedBytes = 1 << 20, HiddenBytes = 64 << 10;

    private static readonly string[] s_homes = ["/root", "/home", "/var/tmp", "/run"];

    /// <summary>Whether this machine has it, and lets it work: some containers and kernels allow no namespaces.</summary>
    public static bool IsHere { get; } = OperatingSystem.IsLinux() && File.Exists(Program) && Works();

    /// <summary>What keeps the student's code in, for the report.</summary>
    public static string Level => IsHere
        ? "bubblewrap: no network, read-only system, own processes; limits on time, memory, processes and output"
        : "limits on time, memory, processes and output alone: "
            + (File.Exists(Program) ? "bubblewrap is installed, but this machine lets it make no namespaces" : "install bubblewrap for a sandbox");

    /// <summary>The command that a worker's is appended to; empty where there is no sandbox.</summary>
    /// <param name="environment">All environment variables that the worker gets.</param>
    public IReadOnlyList<string> Wrapper(IReadOnlyDictionary<string, string> environment) => !IsHere ? [] :
    [
        Program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--proc", "/proc",
        "--dev", "/dev", .. Empty("/dev/shm", SharedBytes), "--remount-ro", "/dev", .. Empty(Scratch, ScratchBytes),
        .. Covered().SelectMany(Hide), .. Shown().SelectMany(folder => (string[])["--ro-bind", folder, folder]), .. hidden.SelectMany(Hide),
        "--chdir", Scratch, "--clearenv", .. environment.SelectMany(entry => (string[])["--setenv", entry.Key, entry.Value]), "--",
    ];

    // A folder in memory without a size could take half of the machine's.
    private static string[] Empty(string folder, int bytes) => ["--size", $"{bytes}", "--tmpfs", folder];

    private static string[] Hide(string path) =>
        Directory.Exists(path) ? Empty(path, HiddenBytes) : File.Exists(path) ? ["--ro-bind", "/dev/null", path] : [];

    // The course's folder too: its history (.git) and the outputs of earlier runs hold solutions.
    private IEnumerable<string> Covered() => s_homes.Append(home);

    // What the worker needs, where it lies in a folder that is hidden.
    private IEnumerable<string> Shown() => new[]
        {
            Path.Combine(home, "lib"), Path.Combine(home, "data"), Path.Combine(home, "notebooks"), AppContext.BaseDirectory.TrimEnd('/'),
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")).TrimEnd('/'),
        }
        .Where(folder => Directory.Exists(folder) && Covered().Append(Scratch).Any(each => folder.StartsWith(each + "/", StringComparison.Ordinal)))
        .Distinct();

    private static bool Works()
    {
        using var trial = Process.Start(new ProcessStartInfo(Program, ["--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"])
        {
            RedirectStandardError = true,
        })!;
        trial.StandardError.ReadToEnd();
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }
}
