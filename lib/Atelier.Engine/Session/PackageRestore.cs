using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Atelier.Engine.Session;

/// <summary>
/// Gets NuGet packages, with all that they depend on, through the SDK: a small project is restored in a cache folder whose name
/// is the hash of what it asks for.
/// </summary>
internal sealed class PackageRestore(AssemblyFolders assemblies)
{
    private readonly List<PackageName> _packages = [];
    private readonly List<string> _sources = [];
    private IReadOnlyList<string> _files = [];

    /// <summary>A further source, as <c>#i "nuget: ..."</c> adds it.</summary>
    public void AddSource(string source) => _sources.Add(source);

    /// <summary>
    /// The managed assemblies of these packages and of all that were asked for before, so that their versions fit. Nothing where
    /// no package is asked for. A package that cannot be had changes nothing for the next.
    /// </summary>
    public IReadOnlyList<string> Get(IReadOnlyList<PackageName> packages, CancellationToken cancellation)
    {
        if (packages.Count == 0) return [];
        var wanted = packages.Except(_packages).ToArray();
        if (wanted.Length == 0) return _files;
        PackageName[] all = [.. _packages.ExceptBy(wanted.Select(package => package.Id), package => package.Id), .. wanted];
        _files = ReadAssets(Restore(all, wanted, cancellation));
        _packages.Clear();
        _packages.AddRange(all);
        return _files;
    }

    private string Restore(PackageName[] all, PackageName[] wanted, CancellationToken cancellation)
    {
        var project = Project(all);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16];
        var cache = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "atelier", "packages", hash);
        var assets = Path.Combine(cache, "obj", "project.assets.json");
        if (File.Exists(assets) && File.Exists(Path.Combine(cache, "complete"))) return assets;

        Directory.CreateDirectory(cache);
        File.WriteAllText(Path.Combine(cache, "packages.csproj"), project);
        foreach (var shield in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(cache, shield), "<Project />");
        RunRestore(cache, wanted, cancellation);
        File.WriteAllText(Path.Combine(cache, "complete"), "");
        return assets;
    }

    private string Project(PackageName[] packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <RestoreAdditionalProjectSources>{Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
        {string.Join("\n", packages.Select(package => $"    <PackageReference Include=\"{Escape(package.Id)}\" Version=\"{Escape(package.Version)}\" />"))}
          </ItemGroup>
        </Project>

        """;

    private static string? Escape(string text) => SecurityElement.Escape(text);

    private void RunRestore(string folder, PackageName[] wanted, CancellationToken cancellation)
    {
        var names = string.Join(" and ", wanted.AsEnumerable());
        Console.WriteLine($"Getting {names} ...");
        try
        {
            if (DotNetRestore.Run(folder, cancellation) is not { } said) return;
            ForgetUnreachable(said);
            throw new SessionException($"#r \"nuget: {names}\": {Reason(said)}");
        }
        catch (TimeoutException e)
        {
            throw new SessionException($"#r \"nuget: {names}\": {e.Message} from {Sources()}; run the cell again when it can be reached");
        }
    }

    private string Sources() => string.Join(", ", _sources.Prepend("the package sources of this machine"));

    /// <summary>A source that cannot be read (NuGet's NU1301) would fail every later package too.</summary>
    private void ForgetUnreachable(string said)
    {
        string[] unreachable = [.. said.Split('\n').Where(line => line.Contains("NU1301", StringComparison.Ordinal))];
        _sources.RemoveAll(source => unreachable.Any(line => line.Contains(source, StringComparison.Ordinal)));
    }

    /// <summary>The first error of NuGet's, without the project's path in front.</summary>
    private static string Reason(string said)
    {
        var error = said.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim()
            ?? "the restore failed";
        var code = error.IndexOf("error ", StringComparison.Ordinal);
        var text = code < 0 ? error : error[(code + "error ".Length)..];
        var project = text.LastIndexOf(" [", StringComparison.Ordinal);
        return project < 0 ? text : text[..project];
    }

    private IReadOnlyList<string> ReadAssets(string path)
    {
        var assets = JsonNode.Parse(File.ReadAllText(path))!;
        var target = assets["targets"]!.AsObject().First(item => item.Key.Contains('/')).Value!.AsObject();
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(item => item.Key)];

        IEnumerable<string> Files(string kind) =>
            from package in target
            from file in package.Value![kind]?.AsObject().Select(item => item.Key) ?? []
            where !file.EndsWith("_._", StringComparison.Ordinal)
            let folder = (string)assets["libraries"]![package.Key]!["path"]!
            select roots.Select(root => Path.Combine(root, folder, file)).First(File.Exists);

        foreach (var native in Files("native")) assemblies.AddFolder(Path.GetDirectoryName(native)!);
        return [.. Files("runtime").Where(file => file.EndsWith(".dll", StringComparison.Ordinal))];
    }
}
