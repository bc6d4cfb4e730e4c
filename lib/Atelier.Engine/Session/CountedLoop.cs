using Mono.Cecil.Cil;

namespace Atelier.Engine.Session;

/// <summary>
/// A loop that steps a whole number by one to a bound that stays, as <c>for (int i = 0; i &lt; n; i++)</c> does, or
/// <c>foreach</c> over an array. Its own counter tells when to ask again, so that most rounds pay nothing for it:
/// <code>while (i &lt; n) { ask; limit = min(n, i + Rounds); do { body; i++; } while (i &lt; limit); }</code>
/// </summary>
internal sealed class CountedLoop
{
    private const int Rounds = 4096;

    private readonly Instruction _head;
    private readonly Instruction _condition;
    private readonly Instruction _back;
    private readonly LoopVariable _counter;
    private readonly Instruction[] _bound;

    private CountedLoop(Instruction head, Instruction condition, Instruction back, Instruction[] bound)
    {
        (_head, _condition, _back, _bound) = (head, condition, back, bound);
        _counter = new LoopVariable(condition.Operand);
    }

    private bool IsUpward => _back.OpCode.Code is Code.Blt or Code.Ble;

    /// <summary>The loop whose body starts at <paramref name="head"/>; null where it is none of this kind.</summary>
    /// <param name="head">where a branch goes back to</param>
    /// <param name="body">the method, with its macros simplified</param>
    /// <param name="asks">whether a call asks by itself, or is over at once</param>
    public static CountedLoop? Find(Instruction head, MethodBody body, Func<Instruction, bool> asks)
    {
        var backs = body.Instructions.Where(at => at.Targets().Contains(head)).ToList();
        if (head.Previous is not { OpCode.Code: Code.Br, Operand: Instruction condition } entry
            || backs is not [{ OpCode.Code: Code.Blt or Code.Ble or Code.Bgt or Code.Bge } back]
            || !(condition.Offset > head.Offset && condition.Offset < back.Offset)) return null;
        var rounds = body.Instructions.SkipWhile(at => at != head).TakeWhile(at => at != back).ToHashSet();
        var bound = rounds.SkipWhile(at => at != condition).Skip(1).ToArray();
        var loop = new CountedLoop(head, condition, back, bound);
        return loop.Counts(body, rounds) && LoopBound.Stays(bound, rounds, body) && LoopBound.StandsAlone(bound)
            && rounds.All(at => IsShort(at, asks))
            && !body.Instructions.Any(at =>
                at != entry && at != back && !rounds.Contains(at) && at.Targets().Any(rounds.Contains))
            && !body.ExceptionHandlers.Any(handler => handler.Ends().Intersect([entry, head, condition]).Any())
            ? loop
            : null;
    }

    /// <summary>Makes two loops of the one: of the outer one, each round asks.</summary>
    public void Insert(Func<Instruction, Instruction[]> check, MethodBody body)
    {
        var limit = new VariableDefinition(_counter.Type);
        body.Variables.Add(limit);
        body.Insert(body.Instructions.IndexOf(_condition),
        [
            _counter.Load(), Instruction.Create(OpCodes.Ldloc, limit),
            Instruction.Create(IsUpward ? OpCodes.Blt : OpCodes.Bgt, _head),
        ]);
        var stretch = Stretch(limit);
        Instruction[] round = [.. check(stretch[0]), .. stretch];
        _back.Operand = round[0];
        body.Insert(body.Instructions.IndexOf(_head), round);
    }

    /// <summary>
    /// Where the rounds until the next question end. The bound has not been passed, so the distance to it is right as a number
    /// without a sign; the limit may be one past the last number, and then the loop asks in each of its last rounds.
    /// </summary>
    private Instruction[] Stretch(VariableDefinition limit)
    {
        var left = Instruction.Create(OpCodes.Ldloc, limit);
        Instruction[] distance = IsUpward ? [.. Bound(), _counter.Load(), Sub()] : [_counter.Load(), .. Bound(), Sub()];
        Instruction[] others = _back.OpCode.Code is Code.Blt or Code.Bgt ? [_counter.Number(1), Sub()] : [];
        var end = _counter.Load();
        return
        [
            .. distance, .. others, Instruction.Create(OpCodes.Stloc, limit),
            left, _counter.Number(Rounds - 1), Instruction.Create(OpCodes.Ble_Un, end),
            _counter.Number(Rounds - 1), Instruction.Create(OpCodes.Stloc, limit),
            end, Instruction.Create(OpCodes.Ldloc, limit), _counter.Number(1), Instruction.Create(OpCodes.Add),
            Instruction.Create(IsUpward ? OpCodes.Add : OpCodes.Sub), Instruction.Create(OpCodes.Stloc, limit),
        ];
    }

    private IEnumerable<Instruction> Bound() => _bound.Select(CodeEditing.Copy);

    private static Instruction Sub() => Instruction.Create(OpCodes.Sub);

    /// <summary>Whether the number is changed in one place, by one, just before the condition.</summary>
    private bool Counts(MethodBody body, HashSet<Instruction> rounds)
    {
        var step = rounds.TakeWhile(at => at != _condition).Where(at => at.OpCode.Code != Code.Conv_I8).TakeLast(4).ToList();
        return _counter.IsWhole && _counter.IsLoad(_condition) && !_counter.IsReferred(body)
            && step is [var from, { OpCode.Code: Code.Ldc_I4, Operand: 1 }, { OpCode.Code: Code.Add or Code.Sub } sum, var store]
            && _counter.IsLoad(from) && sum.OpCode.Code == (IsUpward ? Code.Add : Code.Sub)
            && rounds.Where(_counter.IsStore).SequenceEqual([store]);
    }

    private static bool IsShort(Instruction at, Func<Instruction, bool> asks) => at.OpCode.Code switch
    {
        Code.Newarr or Code.Calli or Code.Jmp or Code.Cpblk or Code.Initblk or Code.Localloc => false,
        _ => at.OpCode.FlowControl != FlowControl.Call || asks(at),
    };
}
