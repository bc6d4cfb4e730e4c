using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>
/// The assemblies that cells refer to: for the compiler as metadata, for the runtime as files to load when they are first needed.
/// What stands beside a referenced file is found as well, native libraries included.
/// </summary>
internal sealed class AssemblyFolders : IDisposable
{
    private readonly Dictionary<string, PortableExecutableReference> _references = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];

    public AssemblyFolders()
    {
        AssemblyLoadContext.Default.Resolving += Load;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += LoadNative;
    }

    /// <summary>The framework, the formatters and the functions of <see cref="CellFunctions"/>.</summary>
    public static IReadOnlyList<PortableExecutableReference> Framework { get; } =
        [.. FrameworkFiles().Select(MappedMetadata.Reference)];

    public PortableExecutableReference Add(string path)
    {
        lock (_references)
        {
            if (_references.TryGetValue(path, out var known)) return known;
            _files[Path.GetFileNameWithoutExtension(path)] = path;
            AddFolder(Path.GetDirectoryName(path)!);
            return _references[path] = MappedMetadata.Reference(path);
        }
    }

    /// <summary>A folder where native libraries are looked for.</summary>
    public void AddFolder(string folder)
    {
        if (!_folders.Contains(folder)) _folders.Add(folder);
    }

    public string? FindBeside(string assemblyName)
    {
        lock (_references)
            return _files.GetValueOrDefault(assemblyName)
                ?? _folders.Select(folder => Path.Combine(folder, assemblyName + ".dll")).FirstOrDefault(File.Exists);
    }

    public static PortableExecutableReference? FindFramework(string name) =>
        Framework.FirstOrDefault(reference =>
            string.Equals(Path.GetFileNameWithoutExtension(reference.FilePath), name.Replace(".dll", ""),
                StringComparison.OrdinalIgnoreCase));

    public void Dispose()
    {
        AssemblyLoadContext.Default.Resolving -= Load;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll -= LoadNative;
    }

    private Assembly? Load(AssemblyLoadContext context, AssemblyName name) =>
        FindBeside(name.Name!) is { } path ? context.LoadFromAssemblyPath(path) : null;

    private nint LoadNative(Assembly assembly, string name)
    {
        string[] names = [name, $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dll"];
        var found = _folders.SelectMany(folder => names.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists);
        return found is null ? 0 : NativeLibrary.Load(found);
    }

    private static IEnumerable<string> FrameworkFiles()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var framework = Directory.EnumerateFiles(folder, "*.dll").Where(path => Path.GetFileName(path) is var file
            && (file.StartsWith("System", StringComparison.Ordinal)
                || file is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll"));
        Type[] ours = [typeof(CellFunctions), typeof(Microsoft.DotNet.Interactive.Formatting.Formatter),
            typeof(Microsoft.AspNetCore.Html.IHtmlContent)];
        return framework.Concat(ours.Select(type => type.Assembly.Location));
    }
}
