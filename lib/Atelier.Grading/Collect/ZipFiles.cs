using System.IO.Compression;
using System.Text;

namespace Atelier.Grading.Collect;

/// <summary>
/// The files in a zip that anybody may have made. Notebooks are unpacked under numbers, so that no name in the zip is ever one on
/// the disk; no links, no bombs.
/// </summary>
internal static class ZipFiles
{
    private const long MostBytes = 2L << 30;
    private const int MostFiles = 50_000;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Unpacks notebooks and the times of submission, and lists all.</summary>
    /// <param name="zip">the file</param>
    /// <param name="folder">where to, an empty folder</param>
    /// <exception cref="InvalidDataException">It is no zip, or holds more than 50 000 files.</exception>
    public static (IReadOnlyList<HandedInFile> Files, IReadOnlyList<LeftOut> LeftOut) Unpack(string zip, string folder)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Read, Encoding.Latin1);
        if (archive.Entries.Count > MostFiles) throw new InvalidDataException($"{zip} holds more than {MostFiles} files");
        var (files, left, bytes) = (new List<HandedInFile>(), new List<LeftOut>(), MostBytes);
        foreach (var entry in archive.Entries)
        {
            var name = Name(entry.FullName);
            if (name.EndsWith('/')) continue;
            if (name.Split('/').Select(HandedInFile.Litter).FirstOrDefault(what => what is not null) is { } litter
                && !IsTime(name))
                left.Add(new LeftOut(name, litter, IsExpected: true));
            else
                files.Add(Unpack(entry, name, Path.Combine(folder, $"{files.Count:00000}"), ref bytes));
        }

        return (files, left);
    }

    private static HandedInFile Unpack(ZipArchiveEntry entry, string name, string target, ref long left)
    {
        if (IsLink(entry)) return new HandedInFile(name, null, "it is a link");
        var file = new HandedInFile(name, target);
        if (!file.IsNotebook && !IsTime(name)) return file;
        try
        {
            var size = Write(entry, target, Math.Min(left, HandedInFile.MostBytes));
            left -= size;
            return size == 0 ? new HandedInFile(name, null, "the file is empty") : file;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            File.Delete(target);
            return new HandedInFile(name, null, $"it cannot be unpacked: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    // The size that a zip states can lie: what is written counts.
    private static long Write(ZipArchiveEntry entry, string target, long most)
    {
        using var from = entry.Open();
        using var to = File.Create(target);
        var buffer = new byte[1 << 16];
        var size = 0L;
        for (int read; (read = from.Read(buffer)) > 0; size += read)
        {
            if (size + read > most)
                throw new InvalidDataException(
                    $"it is larger than {HandedInFile.MostBytes >> 20} MB, or the zip than {MostBytes >> 30} GB");
            to.Write(buffer, 0, read);
        }

        return size;
    }

    // Old zips do not say what their names are in: UTF-8 where that is possible, else Latin-1. Where they lead does not matter:
    // see above.
    private static string Name(string name)
    {
        if (name.All(c => c < 256))
        {
            try
            {
                name = s_strict.GetString(Encoding.Latin1.GetBytes(name));
            }
            catch (DecoderFallbackException)
            {
                // It is Latin-1.
            }
        }

        return string.Join('/', name.Split('/', '\\').Where((part, i) => part is not ("." or "..") && (part != "" || i > 0)));
    }

    private static bool IsTime(string name) => Path.GetFileName(name) == SubmissionTime.FileName;

    // Unix keeps the kind of a file in the upper half: 0xA000 is a symbolic link.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
}
