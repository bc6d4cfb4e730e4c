using System.Diagnostics;
using Atelier.Engine.Running;

namespace Atelier.Grading.Grade;

/// <summary>
/// How a worker is started where it can do no harm: by bubblewrap on Linux, with user, process and network namespaces of its own.
/// It sees programs and libraries of the system, .NET, and of the course the library, the data and the notebooks, all read-only,
/// and writes to a scratch folder in memory. Nothing else of the machine is there: no other folder, socket, process, open file or
/// environment variable. Elsewhere the limits on time, memory and output stand alone.
/// </summary>
/// <param name="home">the course's folder</param>
/// <param name="hidden">folders and files that the student's code must not see, also where they lie in what it sees</param>
public sealed class Sandbox(string home, IReadOnlyList<string> hidden)
{
    /// <summary>The folder that the worker starts in, inside of the sandbox.</summary>
    public const string Scratch = "/tmp";

    private const string Program = "/usr/bin/bwrap";
    private const int ScratchBytes = 256 << 20;
    private const int MostProcesses = 4000; // several times what ends a cell, so that the cell is told why
    private const int LargestMessage = 10 << 20; // twice the largest value: what is quoted grows

    // Where systems keep programs and libraries, those of Nix and Guix too, and what the loader, the clock and
    // Environment.UserName look up.
    private static readonly string[] s_system =
    [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/etc/alternatives", "/etc/fonts",
        "/etc/ld.so.cache",
        "/etc/localtime", "/etc/passwd", "/sys/devices/system/cpu", "/sys/fs/cgroup",
    ];

    // An ordinary user's namespaces in the namespace would give their makers folders in memory that nobody counts. Old
    // bubblewraps cannot forbid them.
    private static readonly string[] s_namespaces =
        new[] { ["--unshare-all", "--unshare-user", "--disable-userns"], new[] { "--unshare-all" } }.FirstOrDefault(Work) ?? [];

    /// <summary>Whether this machine has it, and lets it work: some containers and kernels allow no namespaces.</summary>
    public static bool IsHere => s_namespaces.Length > 0;

    /// <summary>What keeps the student's code in, for the report.</summary>
    public static string Level => IsHere
        ? "bubblewrap: no network, read-only system, own processes; limits on time, memory, processes, files and output"
        : "limits on time, memory, processes and output alone: "
            + (File.Exists(Program) ? "bubblewrap is installed, but this machine lets it make no namespaces"
                : "install bubblewrap for a sandbox");

    /// <summary>How a student's worker is started.</summary>
    /// <param name="folder">its folder, where there is no sandbox</param>
    /// <param name="environment">all environment variables that it gets</param>
    public WorkerSettings Start(string folder, IReadOnlyDictionary<string, string> environment) => new(folder, environment)
    {
        SharesEnvironment = false,
        LargestMessage = LargestMessage,
        MostProcesses = IsHere ? MostProcesses : null, // without a namespace, all of the person's processes would count
        Wrapper = IsHere ? Wrapper(environment) : [],
        Scratch = IsHere ? Scratch : null,
    };

    // Of /proc too nothing can be written: a grader who is root would lend the student root's right to the kernel's settings.
    private string[] Wrapper(IReadOnlyDictionary<string, string> environment) =>
    [
        Program, .. s_namespaces, "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "sandbox",
        .. s_system.SelectMany(Show), "--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev", "--remount-ro", "/dev",
        "--tmpfs", "/dev/shm", "--remount-ro", "/dev/shm",
        "--size", $"{ScratchBytes}", "--tmpfs", Scratch, .. Needed().SelectMany(Show), .. hidden.Where(IsShown)
            .SelectMany(Hide), "--remount-ro", "/",
        "--chdir", Scratch, "--clearenv", .. LeanRuntime.Environment.Concat(environment)
            .SelectMany(entry => (string[])["--setenv", entry.Key, entry.Value]), "--",
    ];

    private IEnumerable<string> Needed() =>
        new[] { Path.Combine(home, "lib"), Path.Combine(home, "data"), Path.Combine(home, "notebooks"),
            AppContext.BaseDirectory.TrimEnd('/'), DotNet.Root }.Distinct();

    private bool IsShown(string path) => s_system.Concat(Needed())
        .Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

    // On most systems /bin is a link to /usr/bin; a link inside of the sandbox does as well.
    private static string[] Show(string path) =>
        !Path.Exists(path) ? []
        : new DirectoryInfo(path).LinkTarget is { } target
            && s_system.Contains("/" + target.TrimStart('/').Split('/')[0]) ? ["--symlink", target, path]
        : ["--ro-bind", path, path];

    private static string[] Hide(string path) =>
        Directory.Exists(path) ? ["--tmpfs", path, "--remount-ro", path] : File.Exists(path) ? ["--ro-bind", "/dev/null", path]
            : [];

    private static bool Work(string[] namespaces)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Program)) return false;
        using var trial = Process.Start(
            new ProcessStartInfo(Program, [.. namespaces, "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"])
            {
                RedirectStandardError = true,
            })!;
        trial.StandardError.ReadToEnd();
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }
}
