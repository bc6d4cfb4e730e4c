using System.Buffers.Binary;
using System.Text;

namespace Atelier.Setup;

/// <summary>
/// Lets TorchSharp's <c>libLibTorchSharp.so</c> load beside a libstdc++ older than GLIBCXX_3.4.32 (Debian 12, Ubuntu 22.04).
/// </summary>
/// <remarks>
/// The library was linked against a newer libstdc++ and lists the version GLIBCXX_3.4.32 as needed. The one symbol of that
/// version,
/// <c>_ZSt21ios_base_library_initv</c>, is never called. Marking the entry VER_FLG_WEAK tells the loader that it may be absent.
/// Layout: Linux Standard Base, "Symbol Versioning"; Elf64_Verneed and Elf64_Vernaux are 16 bytes each.
/// </remarks>
public static class NativeFix
{
    /// <summary>The version that is asked for.</summary>
    public const string VersionName = "GLIBCXX_3.4.32";

    /// <summary>The System V ELF hash of <see cref="VersionName"/>, as stored in <c>vna_hash</c>.</summary>
    public const uint VersionHash = 0x0297f842;

    private const ushort WeakFlag = 2;
    private const uint VersionNeedSection = 0x6ffffffe;

    /// <summary>Mends one file, by writing a changed copy beside it and renaming that over it.</summary>
    /// <param name="path">A copy of libLibTorchSharp.so in an output folder, never the package cache.</param>
    /// <returns>What was found or done.</returns>
    public static NativeFixResult Mend(string path)
    {
        var file = File.ReadAllBytes(path);
        if (FindFlags(file) is not int flags)
            return NativeFixResult.NotFound;

        var field = file.AsSpan(flags, 2);
        if (BinaryPrimitives.ReadUInt16LittleEndian(field) == WeakFlag)
            return NativeFixResult.AlreadyMended;

        BinaryPrimitives.WriteUInt16LittleEndian(field, WeakFlag);
        Replace(path, file);
        return NativeFixResult.Mended;
    }

    /// <summary>The offset of <c>vna_flags</c> of the GLIBCXX_3.4.32 entry.</summary>
    /// <param name="file">A whole ELF file.</param>
    /// <returns>The offset in bytes, or null where the file is no 64-bit little-endian ELF file or has no such entry.</returns>
    public static int? FindFlags(ReadOnlySpan<byte> file)
    {
        try
        {
            return FindSection(file) is (int offset, int size, int count) ? FindEntry(file, offset, size, count) : null;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException or IndexOutOfRangeException)
        {
            return null; // an offset that points out of the file
        }
    }

    private static (int Offset, int Size, int Count)? FindSection(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> elf64LittleEndian = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (!file.StartsWith(elf64LittleEndian))
            return null;

        var table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]));
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3a..]);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3c..]);
        for (var i = 0; i < entries; i++)
        {
            var header = file[checked(table + i * entrySize)..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == VersionNeedSection)
                return (checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..])),
                    checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..])),
                    checked((int)BinaryPrimitives.ReadUInt32LittleEndian(header[0x2c..])));
        }

        return null;
    }

    // Walks Elf64_Verneed { version, cnt, file, aux, next } and, in each, Elf64_Vernaux { hash, flags, other, name, next }.
    private static int? FindEntry(ReadOnlySpan<byte> file, int sectionOffset, int sectionSize, int count)
    {
        var section = file.Slice(sectionOffset, sectionSize);
        var need = 0;
        for (var i = 0; i < count; i++)
        {
            int auxCount = BinaryPrimitives.ReadUInt16LittleEndian(section[(need + 2)..]);
            var aux = checked(need + (int)BinaryPrimitives.ReadUInt32LittleEndian(section[(need + 8)..]));
            for (var j = 0; j < auxCount; j++)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(section[aux..]) == VersionHash)
                    return sectionOffset + aux + 4;

                aux = checked(aux + (int)BinaryPrimitives.ReadUInt32LittleEndian(section[(aux + 12)..]));
            }

            need = checked(need + (int)BinaryPrimitives.ReadUInt32LittleEndian(section[(need + 12)..]));
        }

        return null;
    }

    // The output copy may be a hard link into the package cache: a rename leaves the cache's file alone.
    // The time stamp is kept, so that a later build sees an up-to-date copy and does not undo the change.
    private static void Replace(string path, byte[] content) => WholeFile.Write(path, scratch =>
    {
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(scratch, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(scratch, File.GetUnixFileMode(path));

        File.SetLastWriteTimeUtc(scratch, written);
    });

    /// <summary>Whether this process's own libstdc++ (the .NET runtime brings one in) lacks GLIBCXX_3.4.32.</summary>
    public static bool IsNeededHere()
    {
        if (!OperatingSystem.IsLinux())
            return false;

        var library = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("/libstdc++.so", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .FirstOrDefault();
        return library is not null
            && File.ReadAllBytes(library).AsSpan().IndexOf(Encoding.ASCII.GetBytes(VersionName)) < 0;
    }
}
