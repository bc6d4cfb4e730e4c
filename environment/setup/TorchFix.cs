using Mono.Cecil;

namespace Atelier.Setup;

/// <summary>
/// Mends two faults of TorchSharp in a copy of its assembly: what native code reads is freed, and what libtorch refuses ends the
/// process.
/// </summary>
/// <remarks>
/// TorchSharp passes <c>scalar.Handle</c>, a bare number, to native code. Nothing then refers to the <c>Scalar</c>, so a garbage
/// collection in the middle of the call may finalise it and free what the call reads; the same holds for tensors, generators and
/// others. Before each <c>ret</c> of such a method this adds <c>GC.KeepAlive</c> for <c>this</c>, the arguments, the locals, and
/// every object that a handle was taken from.
/// Some native functions catch no exception, as that of a product of tensors that do not fit. Calls of these go to methods of
/// <c>Atelier.TorchGuard</c>, which check first.
/// References to the framework name the version that runs here. Nothing else changes: names, signatures and the assembly's
/// identity stay.
/// </remarks>
public static class TorchFix
{
    /// <summary>
    /// The key of the <c>AssemblyMetadata</c> attribute that a mended assembly carries; its value is the number of methods.
    /// </summary>
    public const string Marker = "Atelier.HandlesKeptAlive";

    /// <summary>Writes a mended copy. The same input gives the same bytes.</summary>
    /// <param name="from">TorchSharp.dll of the package.</param>
    /// <param name="guard">Atelier.TorchGuard.dll.</param>
    /// <param name="to">The file to write.</param>
    /// <returns>The number of methods that keep alive what they use.</returns>
    /// <exception cref="InvalidDataException">
    /// The assembly is no TorchSharp as it is known here, or was mended before.
    /// </exception>
    public static int Mend(string from, string guard, string to)
    {
        using var module = ModuleDefinition.ReadModule(from);
        if (IsMended(module))
            throw new InvalidDataException($"{from} was mended before: the package's own file is wanted.");

        var framework = new FrameworkReferences(module);
        List<MethodDefinition> users = [.. module.GetTypes().SelectMany(type => type.Methods).Where(Handles.AreUsedBy)];
        foreach (var method in users)
            new HandleKeeper(method, framework).Apply();

        GuardedCalls.Redirect(module, guard);
        framework.Renew();
        module.Assembly.CustomAttributes.Add(framework.Metadata(Marker, $"{users.Count}"));
        module.Write(to, new WriterParameters { DeterministicMvid = true });
        return users.Count;
    }

    /// <summary>Whether a module carries the mark of a mended one.</summary>
    /// <param name="module">The module.</param>
    public static bool IsMended(ModuleDefinition module) =>
        module.Assembly.CustomAttributes.Any(attribute =>
            attribute.ConstructorArguments is [{ Value: Marker }, _]);
}
