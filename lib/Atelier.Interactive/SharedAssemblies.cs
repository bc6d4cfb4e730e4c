using System.Reflection;
using System.Runtime.Loader;

namespace Atelier.Interactive;

/// <summary>
/// One FSharp.Core for the charts. The host's is of version 10.0 and in the default load context; the C# kernel would load
/// Plotly.NET beside another of 10.1, and Giraffe.ViewEngine, bound to the host's, would miss methods. So the charts go where the
/// host's is.
/// </summary>
internal static class SharedAssemblies
{
    private const string Core = "FSharp.Core";

    private static readonly string[] s_charts =
        ["DynamicObj", "Fable.Core", "Giraffe.ViewEngine", "Plotly.NET", "Plotly.NET.CSharp"];

    private static string? s_library;

    /// <summary>Loads what draws charts into the default context; once is enough for a process.</summary>
    /// <param name="library">the folder that it lies in</param>
    public static void Share(string library)
    {
        if (Interlocked.CompareExchange(ref s_library, library, null) is not null)
            return;

        AssemblyLoadContext.Default.Resolving += Resolve;
        foreach (var name in s_charts)
            AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
    }

    /// <summary>Asked without a version, the context gives the host's own FSharp.Core.</summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Name == Core && wanted.Version is not null ? context.LoadFromAssemblyName(new AssemblyName(Core))
        : s_charts.Contains(wanted.Name) ? context.LoadFromAssemblyPath(Path.Combine(s_library!, wanted.Name + ".dll"))
        : null;
}
