using System.Globalization;
using System.Runtime.InteropServices;

namespace Atelier.Engine.Running;

/// <summary>
/// The files that this process was started with, as a shell's <c>8&lt;folder 9&gt;&gt;log</c>. All that .NET opens itself closes
/// where another program begins; these would go on to a worker, and so to the code of its cells.
/// </summary>
internal static partial class InheritedFiles
{
    private const int SetFlags = 2, CloseOnExec = 1; // F_SETFD, FD_CLOEXEC

    /// <summary>Keeps them, but for the three standard ones, from every process that is started from now on.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var file in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
            if (int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture) is > 2 and var number)
                _ = Control(number, SetFlags, CloseOnExec);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int file, int command, int argument);
}
