using System.Text.Json;

namespace Atelier.Kernel.Install;

/// <summary>A kernel as Jupyter knows it: a folder with a <c>kernel.json</c>.</summary>
/// <param name="Name">the folder's name, and the kernel's in a notebook's metadata</param>
/// <param name="Folder">the folder</param>
/// <param name="DisplayName">what a person sees</param>
/// <param name="IsOurs">whether it starts this kernel, from whatever folder</param>
public sealed record KernelSpec(string Name, string Folder, string DisplayName, bool IsOurs)
{
    /// <summary>The kernels that Jupyter finds in its folders, in its order; a broken <c>kernel.json</c> is no kernel.</summary>
    public static IReadOnlyList<KernelSpec> All(IEnumerable<string> jupyterFolders) =>
        [.. jupyterFolders.Select(folder => Path.Combine(folder, "kernels")).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal)
            .Select(Read).OfType<KernelSpec>()];

    private static KernelSpec? Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "kernel.json")));
            var spec = json.RootElement;
            var ours = spec.GetProperty("argv").EnumerateArray()
                .Any(word => Path.GetFileName(word.GetString()) == KernelInstaller.Program);
            return new KernelSpec(Path.GetFileName(folder), folder, spec.GetProperty("display_name").GetString() ?? "", ours);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
                                      or InvalidOperationException)
        {
            return null;
        }
    }
}
