using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Atelier.Setup;

/// <summary>Where TorchSharp's code takes a native handle, a number, from the object that owns it.</summary>
public static class Handles
{
    /// <summary>The method that takes the handles of many tensors.</summary>
    public const string OfMany = "ToHandleArray";

    private static readonly string[] s_getters = ["get_Handle", "DangerousGetHandle", OfMany];

    /// <summary>
    /// Whether a method calls native code or takes a handle. A getter of a handle does not count: its caller does.
    /// </summary>
    /// <param name="method">The method.</param>
    public static bool AreUsedBy(MethodDefinition method) =>
        method.HasBody && !s_getters.Contains(method.Name)
        && method.Body.Instructions.Any(instruction => IsTaken(instruction) || IsNativeCall(instruction));

    /// <summary>Whether an instruction calls native code.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool IsNativeCall(Instruction instruction) =>
        instruction.Operand is MethodDefinition { IsPInvokeImpl: true };

    /// <summary>Whether an instruction replaces an object, on top of the stack, by its handle.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool IsTaken(Instruction instruction) => instruction.Operand switch
    {
        MethodReference getter => s_getters.Contains(getter.Name) && instruction.OpCode.FlowControl == FlowControl.Call,
        FieldReference field => instruction.OpCode == OpCodes.Ldfld && field.FieldType.MetadataType == MetadataType.IntPtr
            && field.DeclaringType.Resolve() is { IsValueType: false },
        _ => false,
    };
}
