using System.Runtime.InteropServices;

namespace Atelier.Engine.Running;

/// <summary>
/// The kernel's own limit on processes and threads, for a worker in a sandbox: a flood of them outruns whoever counts ten times
/// a second, and would leave none for the rest of the machine. The kernel counts anew in each user namespace, and never limits
/// root.
/// </summary>
internal static partial class ProcessLimit
{
    private const int Processes = 6; // RLIMIT_NPROC

    /// <summary>Sets it, once and for all that this process starts. Does nothing where the system is not Linux.</summary>
    public static void Set(int most)
    {
        if (OperatingSystem.IsLinux()) _ = SetLimit(Processes, new Limit(most, most));
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit(nint soft, nint hard)
    {
        public readonly nint Soft = soft, Hard = hard;
    }
}
