using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Atelier.Engine.Running;

/// <summary>
/// Counts the files in the folder in memory that a sandboxed worker can write to. An empty one takes a kilobyte of the kernel's
/// memory, which counts as nobody's.
/// </summary>
internal sealed partial class ScratchFiles : IDisposable
{
    private const int PathOnly = 0x200000, CloseOnExec = 0x80000; // O_PATH, O_CLOEXEC

    private readonly SafeFileHandle _folder;

    private ScratchFiles(SafeFileHandle folder) => _folder = folder;

    /// <summary>Files and folders on its file system; 0 where it can no longer be asked.</summary>
    public long Count => Ask((int)_folder.DangerousGetHandle(), out var state) == 0 ? (long)(state.Files - state.FreeFiles) : 0;

    /// <summary>
    /// The folder as the innermost process of a worker sees it, or null where it cannot be opened: the worker has ended, say.
    /// </summary>
    /// <param name="worker">what was started: the sandbox</param>
    /// <param name="folder">the folder's path inside</param>
    public static ScratchFiles? Of(Process worker, string folder)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var opened = Open($"/proc/{ProcessTree.Innermost(worker.Id)}/root{folder}", PathOnly | CloseOnExec, 0);
        return opened < 0 ? null : new ScratchFiles(new SafeFileHandle(opened, ownsHandle: true));
    }

    public void Dispose() => _folder.Dispose();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fstatvfs")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ask(int file, out State state);

    /// <summary>struct statvfs of 64-bit Linux: 112 bytes, of which the first seven numbers are named here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct State
    {
        public ulong BlockSize, FragmentSize, Blocks, FreeBlocks, AvailableBlocks, Files, FreeFiles;
    }
}
