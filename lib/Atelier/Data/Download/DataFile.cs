using System.Security.Cryptography;

namespace Atelier;

/// <summary>A file of the course whose contents are known.</summary>
/// <param name="Path">where it is, or would be</param>
/// <param name="Sha256">the checksum of its contents, in lower-case hexadecimal</param>
internal sealed record DataFile(string Path, string Sha256)
{
    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether there is a file of that name, whatever it holds.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Whether the file is there and its contents are the expected ones; reads all of it.</summary>
    public bool IsWhole => Exists && Checksum(Path) == Sha256;

    /// <summary>Writes the file; it appears under its name only once it is whole and right.</summary>
    /// <exception cref="InvalidDataException">The contents are others than the expected ones; they were deleted.</exception>
    internal void Write(Stream contents) => PartFile.Write(Path, contents.CopyTo, check: part => Check(part, Name));

    /// <summary>Gives a file that was written under another name its own, if its contents are right.</summary>
    /// <param name="part">the file</param>
    /// <param name="source">where it came from, for people</param>
    /// <exception cref="InvalidDataException">The contents are others than the expected ones; they were deleted.</exception>
    internal void Accept(string part, string source)
    {
        Check(part, source);
        File.Move(part, Path, overwrite: true);
    }

    private void Check(string part, string source)
    {
        var actual = Checksum(part);
        if (actual == Sha256) return;
        File.Delete(part);
        throw new InvalidDataException($"{source} is not the file it should be (sha256 {actual}, not {Sha256}); it was deleted.");
    }

    private static string Checksum(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
