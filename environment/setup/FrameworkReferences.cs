using Mono.Cecil;

namespace Atelier.Setup;

/// <summary>
/// What the mended TorchSharp calls of the framework, by the reference assemblies that it was compiled against.
/// </summary>
internal sealed class FrameworkReferences
{
    private readonly ModuleDefinition _module;
    private readonly IMetadataScope _runtime;

    public FrameworkReferences(ModuleDefinition module)
    {
        _module = module;
        _runtime = module.TypeSystem.CoreLibrary;
        KeepAlive = new MethodReference("KeepAlive", module.TypeSystem.Void, Type("System", "GC"));
        KeepAlive.Parameters.Add(new ParameterDefinition(module.TypeSystem.Object));
    }

    /// <summary><c>GC.KeepAlive(object)</c>.</summary>
    public MethodReference KeepAlive { get; }

    /// <summary><c>Enumerable.ToArray&lt;T&gt;(IEnumerable&lt;T&gt;)</c>.</summary>
    public MethodReference ToArray(TypeReference element)
    {
        var linq = _module.AssemblyReferences.Single(reference => reference.Name == "System.Linq");
        var method = new MethodReference("ToArray", _module.TypeSystem.Void,
            new TypeReference("System.Linq", "Enumerable", _module, linq));
        var generic = new GenericParameter("T", method);
        method.GenericParameters.Add(generic);
        method.ReturnType = new ArrayType(generic);
        var sequence =
            new GenericInstanceType(Type("System.Collections.Generic", "IEnumerable`1")) { GenericArguments = { generic } };
        method.Parameters.Add(new ParameterDefinition(sequence));
        return new GenericInstanceMethod(method) { GenericArguments = { element } };
    }

    /// <summary><c>ReadOnlySpan&lt;T&gt;.ToArray()</c>.</summary>
    public static MethodReference ToArray(GenericInstanceType span) =>
        new("ToArray", new ArrayType(span.ElementType.GenericParameters[0]), span) { HasThis = true };

    /// <summary><c>[assembly: AssemblyMetadata(key, value)]</c>.</summary>
    public CustomAttribute Metadata(string key, string value)
    {
        var text = _module.TypeSystem.String;
        var constructor = new MethodReference(".ctor", _module.TypeSystem.Void,
            Type("System.Reflection", "AssemblyMetadataAttribute"))
        { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(text));
        constructor.Parameters.Add(new ParameterDefinition(text));
        return new CustomAttribute(constructor)
        {
            ConstructorArguments = { new CustomAttributeArgument(text, key), new CustomAttributeArgument(text, value) },
        };
    }

    /// <summary>
    /// Names the framework that runs here in place of the older one that the assembly was made for: .NET Interactive's compiler
    /// warns of the difference (CS1701) in the cells that meet it.
    /// </summary>
    public void Renew()
    {
        var made = ((AssemblyNameReference)_runtime).Version;
        foreach (var reference in _module.AssemblyReferences.Where(each => each.Version == made && IsFrameworks(each)))
            reference.Version = new Version(Environment.Version.Major, 0, 0, 0);
    }

    private static bool IsFrameworks(AssemblyNameReference reference) =>
        reference.Name.StartsWith("System.", StringComparison.Ordinal);

    private TypeReference Type(string space, string name) => new(space, name, _module, _runtime);
}
