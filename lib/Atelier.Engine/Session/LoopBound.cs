using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>What a loop counts to: whether it is the same in each round.</summary>
internal static class LoopBound
{
    /// <summary>Whether nothing in the loop can change what <paramref name="bound"/> computes.</summary>
    /// <param name="bound">computes the bound</param>
    /// <param name="rounds">the whole loop</param>
    /// <param name="body">the method that it is in</param>
    public static bool Stays(Instruction[] bound, HashSet<Instruction> rounds, MethodBody body) =>
        bound.Length > 0 && bound.All(at => at.OpCode.Code switch
        {
            Code.Ldc_I4 or Code.Ldc_I8 or Code.Conv_I4 or Code.Conv_I8 or Code.Add or Code.Sub or Code.Mul or Code.Ldlen => true,
            Code.Ldloc or Code.Ldarg => new LoopVariable(at.Operand) is var variable
                && !rounds.Any(variable.IsStore) && !variable.IsReferred(body),
            Code.Ldfld => rounds.All(LeavesFields) && !HasReferences(body) && !rounds.Any(other => IsChange(other, at.Operand)),
            Code.Call or Code.Callvirt => IsSizeForEver(at) || IsCount(at) && rounds.All(LeavesFields),
            _ => false,
        });

    /// <summary>
    /// Whether it computes a number from nothing: in <c>i + 1 &lt; n</c>, and where an <c>int</c> is compared with a <c>long</c>,
    /// what stands behind the counter changes the counter first.
    /// </summary>
    /// <param name="bound">instructions that <see cref="Stays"/> knows</param>
    public static bool StandsAlone(Instruction[] bound)
    {
        var numbers = 0;
        foreach (var at in bound)
        {
            var taken = Taken(at);
            if (numbers < taken) return false;
            numbers += 1 - taken;
        }
        return numbers == 1;
    }

    private static int Taken(Instruction at) => at.OpCode.Code switch
    {
        Code.Add or Code.Sub or Code.Mul => 2,
        Code.Conv_I4 or Code.Conv_I8 or Code.Ldlen or Code.Ldfld or Code.Call or Code.Callvirt => 1,
        _ => 0,
    };

    private static bool IsSizeForEver(Instruction call) =>
        ((MethodReference)call.Operand).FullName is "System.Int32 System.String::get_Length()"
            or "System.Int32 System.Array::get_Length()";

    private static bool IsCount(Instruction call) => (MethodReference)call.Operand is
    { Name: "get_Count", DeclaringType: GenericInstanceType { ElementType.FullName: "System.Collections.Generic.List`1" } };

    private static bool LeavesFields(Instruction at) => at.OpCode.FlowControl != FlowControl.Call || QuickCalls.Contain(at);

    /// <summary>Through these, a field may change without being named.</summary>
    private static bool HasReferences(MethodBody body) =>
        body.Variables.Select(local => local.VariableType).Concat(body.Method.Parameters.Select(each => each.ParameterType))
            .Any(type => type.IsByReference || type.IsPointer || type.IsPinned);

    private static bool IsChange(Instruction at, object field) =>
        at.OpCode.Code is Code.Stfld or Code.Ldflda or Code.Stobj or Code.Initobj
        && (at.Operand as FieldReference)?.FullName == (field as FieldReference)!.FullName;
}
