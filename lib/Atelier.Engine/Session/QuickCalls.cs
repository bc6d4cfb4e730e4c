using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>Calls that are over within nanoseconds and change no variable: mathematics, elements of arrays and lists.</summary>
internal static class QuickCalls
{
    public static bool Contain(Instruction call) =>
        call.Operand is MethodReference { Name: var name, DeclaringType: var type }
        && (type.IsArray
            || type.FullName is "System.Math" or "System.MathF"
            || type.GetElementType().FullName is "System.Collections.Generic.List`1" or "System.String"
                or "System.Span`1" or "System.ReadOnlySpan`1"
            && name is "get_Item" or "set_Item" or "get_Count" or "get_Length" or "get_Chars");
}
