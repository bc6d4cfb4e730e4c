using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>Puts instructions into a method's compiled code.</summary>
internal static class CodeEditing
{
    /// <summary>Where an instruction may branch to.</summary>
    public static IEnumerable<Instruction> Targets(this Instruction branch) => branch.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    /// <summary>Where parts of a protected block begin and end.</summary>
    public static IEnumerable<Instruction?> Ends(this ExceptionHandler handler) =>
        [handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart];

    /// <summary>The same instruction once more, of those that branch nowhere.</summary>
    public static Instruction Copy(this Instruction at)
    {
        var copy = Instruction.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (at.OpCode, at.Operand);
        return copy;
    }

    public static void Insert(this MethodBody body, int index, Instruction[] added)
    {
        foreach (var instruction in added) body.Instructions.Insert(index++, instruction);
    }

    /// <summary>Whatever branched to the instruction, or began or ended with it, now does so with what is added.</summary>
    public static void InsertBefore(this MethodBody body, Instruction at, Instruction[] added)
    {
        Redirect(at, added[0], body);
        body.Insert(body.Instructions.IndexOf(at), added);
    }

    private static void Redirect(Instruction from, Instruction to, MethodBody body)
    {
        foreach (var branch in body.Instructions)
        {
            if (branch.Operand == from) branch.Operand = to;
            else if (branch.Operand is Instruction[] targets)
                branch.Operand = Array.ConvertAll(targets, each => each == from ? to : each);
        }
        foreach (var handler in body.ExceptionHandlers)
        {
            if (handler.TryStart == from) handler.TryStart = to;
            if (handler.TryEnd == from) handler.TryEnd = to;
            if (handler.HandlerStart == from) handler.HandlerStart = to;
            if (handler.HandlerEnd == from) handler.HandlerEnd = to;
            if (handler.FilterStart == from) handler.FilterStart = to;
        }
    }
}
