using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>Finds what <c>#r</c> names: a file, relative to the file that asks, or <c>nuget: Id, Version</c>.</summary>
internal sealed class ReferenceResolver(SessionOptions options, AssemblyFolders assemblies) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        // The cell is compiled against the package's files; the line itself has to name one that is there.
        if (PackageName.TryParse(reference) is not null) return [AssemblyFolders.Framework[0]];

        var folder = Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath)! : options.Folder;
        var file = Path.GetFullPath(reference, folder);
        if (File.Exists(file)) return [assemblies.Add(file)];
        if (AssemblyFolders.FindFramework(reference) is { } framework) return [framework];
        throw new SessionException($"#r \"{reference}\": there is no file {file}.");
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition,
        AssemblyIdentity referenceIdentity) =>
        assemblies.FindBeside(referenceIdentity.Name) is { } path ? assemblies.Add(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => options.GetHashCode();
}
