using System.Runtime.Loader;

namespace Atelier;

/// <summary>
/// Microsoft's .NET Interactive, where the notebook runs in it. What the course is there lies in an extension that only it loads:
/// lib/bin/interactive, built where a package source has .NET Interactive.
/// </summary>
internal static class DotNetInteractive
{
    private static string Library => Path.GetDirectoryName(typeof(DotNetInteractive).Assembly.Location)!;

    private static string ExtensionFile => Path.Combine(Library, "interactive", "Atelier.Interactive.dll");

    /// <summary>Registers formatters, by way of the extension where the host is .NET Interactive.</summary>
    /// <param name="registerFormatters">the library's own, which touch the charts' types</param>
    public static void Start(Action registerFormatters)
    {
        if (IsHost() && File.Exists(ExtensionFile))
            Extension()(Library, registerFormatters);
        else
            registerFormatters();
    }

    private static bool IsHost() =>
        AssemblyLoadContext.Default.Assemblies.Any(assembly => assembly.GetName().Name == "Microsoft.DotNet.Interactive");

    private static Action<string, Action> Extension() =>
        AssemblyLoadContext.Default.LoadFromAssemblyPath(ExtensionFile)
            .GetType("Atelier.Interactive.CourseExtension", throwOnError: true)!
            .GetMethod("Start")!.CreateDelegate<Action<string, Action>>();
}
