using System.IO.MemoryMappedFiles;
using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>
/// Assemblies for the compiler, as files that are mapped into memory: of the framework's 70 MB only the pages that are looked at
/// are read. They stay mapped for as long as the process lives.
/// </summary>
internal static class MappedMetadata
{
    private static readonly List<MemoryMappedViewAccessor> s_mapped = [];

    public static PortableExecutableReference Reference(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(
            File.OpenHandle(path), null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        lock (s_mapped) s_mapped.Add(view);
        var module = ModuleMetadata.CreateFromImage(view.SafeMemoryMappedViewHandle.DangerousGetHandle(),
            (int)new FileInfo(path).Length);
        return AssemblyMetadata.Create(module).GetReference(filePath: path);
    }
}
