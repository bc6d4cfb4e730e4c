using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Atelier.Kernel.Language;

/// <summary>
/// Finds documentation in the XML files that stand beside an assembly, or for the framework's in the SDK. It looks the member up
/// in the file each time: a file of ten megabytes takes some milliseconds, and none of it stays in memory.
/// </summary>
internal sealed class DocumentationFiles(IReadOnlyList<string> files) : DocumentationProvider
{
    // What System.Private.CoreLib implements is documented in the files of the assemblies that it stands for.
    private static readonly string[] s_coreLibrary =
        ["System.Runtime.xml", "System.Collections.xml", "System.Threading.xml", "System.Memory.xml",
            "System.Runtime.InteropServices.xml"];

    /// <summary>The provider for an assembly's file.</summary>
    public static DocumentationFiles For(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (Path.GetDirectoryName(assembly) != RuntimeFolder || ReferencePack() is not { } pack)
            return new([beside]);
        var name = Path.GetFileName(beside);
        return new([.. (name == "System.Private.CoreLib.xml" ? s_coreLibrary : [name]).Select(file => Path.Combine(pack, file))]);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => files.Count == 0 ? 0 : files[0].GetHashCode(StringComparison.Ordinal);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture,
        CancellationToken cancellationToken = default) =>
        files.Where(File.Exists).Select(file => Find(file, documentationMemberID)).FirstOrDefault(found => found is not null)
            ?? "";

    private static string? Find(string file, string id)
    {
        ReadOnlySpan<byte> text = File.ReadAllBytes(file);
        var start = text.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id}\">"));
        if (start < 0)
            return null;
        var member = text[start..];
        var end = "</member>"u8;
        var length = member.IndexOf(end);
        return length < 0 ? null : Encoding.UTF8.GetString(member[..(length + end.Length)]);
    }

    private static string RuntimeFolder => Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>
    /// The SDK's documentation of this framework, beside the shared runtime: null on a machine without the SDK.
    /// </summary>
    private static string? ReferencePack()
    {
        var packs = new DirectoryInfo(Path.Combine(RuntimeFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var pack = packs.Exists
            ? packs.EnumerateDirectories($"{Environment.Version.Major}.*").OrderBy(folder => folder.LastWriteTimeUtc)
                .LastOrDefault()
            : null;
        return pack is null ? null : Path.Combine(pack.FullName, "ref", $"net{Environment.Version.Major}.0");
    }
}
