using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Atelier.Setup;

/// <summary>Lets TorchSharp call a guard, a method of the same name and signature, in place of a native function.</summary>
public static class GuardedCalls
{
    /// <summary>The class with the guards.</summary>
    public const string Class = "NativeGuard";

    /// <summary>Redirects the calls of each native function that has a guard.</summary>
    /// <param name="module">TorchSharp.</param>
    /// <param name="guard">Atelier.TorchGuard.dll.</param>
    /// <exception cref="InvalidDataException">
    /// A guard has no native namesake with its parameters that TorchSharp calls.
    /// </exception>
    public static void Redirect(ModuleDefinition module, string guard)
    {
        using var guards = ModuleDefinition.ReadModule(guard);
        var type = guards.Types.Single(candidate => candidate.Name == Class);
        var scope = new AssemblyNameReference(guards.Assembly.Name.Name, guards.Assembly.Name.Version);
        module.AssemblyReferences.Add(scope);
        var owner = new TypeReference(type.Namespace, type.Name, module, scope);
        var calls = module.GetTypes().SelectMany(candidate => candidate.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Where(Handles.IsNativeCall)
            .ToLookup(call => Signature((MethodDefinition)call.Operand));
        foreach (var method in type.Methods.Where(method => method.IsPublic))
            Redirect(calls[Signature(method)], method, owner);
    }

    private static void Redirect(IEnumerable<Instruction> calls, MethodDefinition guard, TypeReference owner)
    {
        var count = 0;
        foreach (var call in calls)
        {
            var native = (MethodDefinition)call.Operand;
            var reference = new MethodReference(native.Name, native.ReturnType, owner);
            foreach (var parameter in native.Parameters)
                reference.Parameters.Add(new ParameterDefinition(parameter.ParameterType));

            call.Operand = reference;
            count++;
        }

        if (count == 0)
            throw new InvalidDataException(
                $"TorchSharp calls no native function {Signature(guard)}: the guard of that name is out of date.");
    }

    private static string Signature(MethodDefinition method) =>
        $"{method.ReturnType.FullName} {method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.FullName))})";
}
