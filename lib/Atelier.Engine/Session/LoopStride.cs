using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>
/// A loop that asks once in many rounds: a <c>for</c> or <c>while</c> that calls nothing and reads variables of cells. These are
/// fields, and a check in each round would have them read again, where without it the runtime keeps them at hand: an inner loop
/// that counts the rounds leaves them there, in an outer one that asks. A loop over locals alone is faster with a check in each.
/// </summary>
internal sealed class LoopStride
{
    private const int Rounds = 1024;

    private readonly Instruction _entry; // the branch to the condition, just before the loop
    private readonly Instruction _condition;

    private LoopStride(Instruction entry, Instruction condition) => (_entry, _condition) = (entry, condition);

    /// <summary>The loop whose body starts at <paramref name="head"/>; null where it has to ask in each round.</summary>
    public static LoopStride? Find(Instruction head, MethodBody body)
    {
        if (head.Previous is not { OpCode.Code: Code.Br, Operand: Instruction condition } entry) return null;
        var (first, last) = (body.Instructions.IndexOf(head), body.Instructions.Count - 1);
        while (!body.Instructions[last].Targets().Contains(head)) last--;
        var loop = body.Instructions.Take(first..(last + 1)).ToHashSet();
        return loop.Contains(condition) && loop.Any(ReadsField) && !loop.Any(TakesLong)
            && !body.Instructions.Any(at => at != entry && !loop.Contains(at) && at.Targets().Any(loop.Contains))
            && !body.ExceptionHandlers.Any(handler => handler.Ends().Intersect([entry, head, condition]).Any())
            ? new LoopStride(entry, condition)
            : null;
    }

    /// <summary>Adds the count of rounds, and what asks.</summary>
    public void Insert(Func<Instruction, Instruction[]> check, MethodBody body)
    {
        var left = new VariableDefinition(body.Method.Module.TypeSystem.Int32);
        body.Variables.Add(left);
        var start = Instruction.Create(OpCodes.Ldc_I4, Rounds);
        body.InsertBefore(_entry, [start, Instruction.Create(OpCodes.Stloc, left), .. check(_entry)]);
        body.InsertBefore(_condition,
        [
            Instruction.Create(OpCodes.Ldloc, left), Instruction.Create(OpCodes.Ldc_I4_1), Instruction.Create(OpCodes.Sub),
            Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Stloc, left), Instruction.Create(OpCodes.Brfalse, start),
        ]);
        _entry.Operand = _condition; // the first round has been counted
    }

    private static bool ReadsField(Instruction at) => at.OpCode.Code is Code.Ldfld or Code.Ldflda;

    private static bool TakesLong(Instruction at) => at.OpCode.FlowControl == FlowControl.Call || at.OpCode.Code == Code.Newarr;
}
