using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;

namespace Atelier.Kernel.Install;

/// <summary>Makes this kernel known to Jupyter, and forgotten again.</summary>
/// <param name="home">the course's folder, with <c>lib/bin</c> below it</param>
public sealed class KernelInstaller(string home)
{
    /// <summary>The name that C# notebooks carry in their metadata.</summary>
    public const string UsualName = ".net-csharp";

    /// <summary>The name where another kernel has the usual one.</summary>
    public const string OtherName = "atelier-csharp";

    /// <summary>Whether Jupyter finds this kernel, under either name.</summary>
    public static bool IsHere => KernelSpec.All(JupyterFolders.All).Any(spec => spec.IsOurs);

    internal const string Program = "Atelier.Kernel.dll";

    // Jupyter Notebook 6 loads this with the kernel. Its own style takes the triangle from <details>, in which the lessons keep
    // their hints.
    private const string PageScript = """
        define(function () {
          return {
            onload: function () {
              var style = document.createElement("style");
              style.textContent = "summary { display: list-item; cursor: pointer; }";
              document.head.appendChild(style);
            }
          };
        });

        """;

    /// <summary>Writes the kernel's folder.</summary>
    /// <param name="jupyterFolder">the Jupyter data folder to install into</param>
    /// <param name="searched">the folders that Jupyter searches, to see whether another kernel has the usual name</param>
    /// <returns>what is installed now</returns>
    public KernelSpec Install(string jupyterFolder, IEnumerable<string> searched)
    {
        var taken = KernelSpec.All([jupyterFolder, .. searched]).Any(spec => spec is { Name: UsualName, IsOurs: false });
        var (name, displayName) = taken ? (OtherName, ".NET (C#) Atelier") : (UsualName, ".NET (C#)");
        var folder = Path.Combine(jupyterFolder, "kernels", name);
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, "kernel.js"), PageScript);
        WholeFile.Write(Path.Combine(folder, "kernel.json"),
            Json(displayName).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return new KernelSpec(name, folder, displayName, IsOurs: true);
    }

    /// <summary>Removes this kernel's folders, and no other's.</summary>
    /// <returns>what was removed</returns>
    public static IReadOnlyList<KernelSpec> Uninstall(string jupyterFolder)
    {
        var ours = KernelSpec.All([jupyterFolder]).Where(spec => spec.IsOurs).ToList();
        foreach (var spec in ours)
            Directory.Delete(spec.Folder, recursive: true);
        return ours;
    }

    private JsonObject Json(string displayName) => new()
    {
        ["argv"] = new JsonArray(Dotnet, Path.Combine(home, "lib", "bin", Program), "{connection_file}"),
        ["display_name"] = displayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["env"] = new JsonObject(
            [.. LeanRuntime.Environment.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)),
                new("ATELIER_HOME", home)]),
        ["metadata"] = new JsonObject { ["debugger"] = false },
    };

    /// <summary>The whole path: a Jupyter that was not started from a terminal may have another PATH.</summary>
    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
