using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>A local variable or a parameter, in a method whose macros are simplified.</summary>
/// <param name="Operand">what the instructions that use it name</param>
internal readonly record struct LoopVariable(object? Operand)
{
    public TypeReference? Type => Operand switch
    {
        VariableDefinition local => local.VariableType,
        ParameterDefinition parameter => parameter.ParameterType,
        _ => null,
    };

    /// <summary>Whether it holds an <c>int</c> or a <c>long</c>.</summary>
    public bool IsWhole => Type?.MetadataType is MetadataType.Int32 or MetadataType.Int64;

    public bool IsLoad(Instruction at) => at.OpCode.Code is Code.Ldloc or Code.Ldarg && at.Operand == Operand;

    public bool IsStore(Instruction at) => at.OpCode.Code is Code.Stloc or Code.Starg && at.Operand == Operand;

    /// <summary>Whether it may change where its name is not read: there are references to it.</summary>
    public bool IsReferred(MethodBody body)
    {
        var operand = Operand;
        return body.Instructions.Any(at => at.OpCode.Code is Code.Ldloca or Code.Ldarga && at.Operand == operand);
    }

    public Instruction Load() => Operand is VariableDefinition local
        ? Instruction.Create(OpCodes.Ldloc, local)
        : Instruction.Create(OpCodes.Ldarg, (ParameterDefinition)Operand!);

    /// <summary>A constant of its type.</summary>
    public Instruction Number(int value) => Type!.MetadataType == MetadataType.Int64
        ? Instruction.Create(OpCodes.Ldc_I8, (long)value)
        : Instruction.Create(OpCodes.Ldc_I4, value);
}
