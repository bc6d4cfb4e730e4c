using System.IO.Compression;

namespace Atelier.Grading.Grade;

/// <summary>Unpacks notebooks out of a zip that anybody may have made: nothing outside of the folder, no links, no bombs.</summary>
public static class SafeZip
{
    private const long MostBytes = 2L << 30;
    private const int MostFiles = 50_000;

    /// <summary>Unpacks the notebooks of a zip.</summary>
    /// <param name="zip">The file.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>What was left out, and why.</returns>
    /// <exception cref="InvalidDataException">It is no zip, or unpacks to more than 2 GB or 50 000 files.</exception>
    public static IReadOnlyList<string> Unpack(string zip, string folder)
    {
        using var archive = ZipFile.OpenRead(zip);
        if (archive.Entries.Count > MostFiles) throw new InvalidDataException($"{zip} holds more than {MostFiles} files");
        var (left, skipped) = (MostBytes, new List<string>());
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)))
        {
            var target = Path.GetFullPath(Path.Combine(root, entry.FullName.Replace('\\', '/')));
            if (!target.StartsWith(root, StringComparison.Ordinal)) skipped.Add($"{entry.FullName}: it points out of the folder");
            else if (IsLink(entry)) skipped.Add($"{entry.FullName}: it is a link");
            else left = Unpack(entry, target, left, zip);
        }

        return skipped;
    }

    // The size that a zip states can lie: what is written counts.
    private static long Unpack(ZipArchiveEntry entry, string target, long left, string zip)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var from = entry.Open();
        using var to = File.Create(target);
        var buffer = new byte[1 << 16];
        for (int read; (read = from.Read(buffer)) > 0; left -= read)
        {
            if (read > left) throw new InvalidDataException($"{zip} unpacks to more than {MostBytes >> 30} GB");
            to.Write(buffer, 0, read);
        }

        return left;
    }

    // Unix keeps the kind of a file in the upper half: 0xA000 is a symbolic link.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
}
