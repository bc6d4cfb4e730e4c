using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Site;

/// <summary>
/// What the pages of a folder share: each picture and each script once, in a file that is named by its content. Scripts that a
/// notebook marks with <c>data-library</c> are among them.
/// </summary>
/// <param name="folder">the folder of the pages</param>
internal sealed partial class SharedFiles(string folder)
{
    private const string Name = "site";
    private readonly HashSet<string> _written = [];

    /// <summary>Takes pictures and libraries out of a piece of HTML.</summary>
    /// <returns>the same, with links to their files</returns>
    public string Share(string html) => Picture().Replace(
        Library().Replace(html, script => Script(script.Groups[2].Value, script.Groups[1].Value)),
        picture => Bytes(picture.Groups[2].Value) is { } bytes
            ? Source(bytes, picture.Groups[1].Value.Split('+')[0])
            : picture.Value); // no picture at all: anyone can write such an address into a cell

    /// <summary>Writes a script once.</summary>
    /// <returns>the element that loads it</returns>
    public string Script(string text, string name) =>
        $"""<script defer src="{Write(Encoding.UTF8.GetBytes(text), $"{name}.js", hashed: false)}"></script>""";

    /// <summary>Writes a style sheet once.</summary>
    /// <returns>the element that loads it</returns>
    public string Style(string text, string name) =>
        $"""<link rel="stylesheet" href="{Write(Encoding.UTF8.GetBytes(text), $"{name}.css", hashed: false)}">""";

    /// <summary>Writes a picture once.</summary>
    /// <returns>the attributes of an image</returns>
    public string Source(byte[] picture, string extension) =>
        $"src=\"{Write(picture, extension, hashed: true)}\" loading=\"lazy\" decoding=\"async\"{Size(picture)}";

    /// <summary>Removes the files of earlier pages that no page uses any longer.</summary>
    public void RemoveOthers()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, Name)))
            if (!_written.Contains(Path.GetFileName(file))) File.Delete(file);
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }

    private string Write(byte[] content, string name, bool hashed)
    {
        var file = hashed ? $"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.{name}" : name;
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Name)).FullName, file);
        if (_written.Add(file)) File.WriteAllBytes(path, content);
        return $"{Name}/{file}";
    }

    // A page that knows how large its pictures are does not jump while they come (PNG specification, 11.2.2).
    private static string Size(byte[] picture) => picture is [0x89, 0x50, 0x4E, 0x47, ..] and { Length: > 24 }
        ? $" width=\"{BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16))}\" height=\"{BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))}\""
        : "";

    [GeneratedRegex("src=\"data:image/([a-z+]+);base64,([A-Za-z0-9+/=]*)\"")]
    private static partial Regex Picture();

    [GeneratedRegex("<script data-library=\"([a-z0-9-]+)\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Library();
}
