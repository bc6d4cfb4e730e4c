using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Atelier.Setup;

/// <summary>Changes one method so that what its handles belong to lives until it returns.</summary>
internal sealed class HandleKeeper(MethodDefinition method, FrameworkReferences framework)
{
    private readonly MethodBody _body = method.Body;
    private readonly ILProcessor _code = method.Body.GetILProcessor();
    private readonly List<VariableDefinition> _owners = [];

    public void Apply()
    {
        _body.SimplifyMacros(); // no short branches, which the new instructions might stretch too far
        _body.InitLocals = true;
        _owners.AddRange(_body.Variables.Where(variable => CanDie(variable.VariableType)));
        foreach (var taken in _body.Instructions.Where(Handles.IsTaken).ToList())
            Remember(taken);

        foreach (var ret in _body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ret).ToList())
            KeepUntil(ret);

        _body.OptimizeMacros();
    }

    /// <summary>Stores the object whose handle is taken in a local of its own.</summary>
    private void Remember(Instruction taken)
    {
        var getter = taken.Operand as MethodReference;
        var type = getter is null ? ((FieldReference)taken.Operand).DeclaringType
            : getter.HasThis ? getter.DeclaringType : getter.Parameters[0].ParameterType;
        if (getter?.Name == Handles.OfMany && !type.IsArray)
        {
            Materialise(taken, (GenericInstanceType)type);
            return;
        }

        var owner = Local(type);
        _owners.Add(owner);
        Before(taken, _code.Create(OpCodes.Dup), _code.Create(OpCodes.Stloc, owner));
    }

    /// <summary>
    /// A sequence may make its tensors on the way, and a span may be all that leads to its array: both are copied first.
    /// </summary>
    private void Materialise(Instruction taken, GenericInstanceType sequence)
    {
        var owner = Local(new ArrayType(sequence.GenericArguments[0]));
        var given = Local(sequence);
        _owners.Add(owner);
        Before(taken,
            sequence.IsValueType
                ? [_code.Create(OpCodes.Stloc, given), _code.Create(OpCodes.Ldloca, given),
                    _code.Create(OpCodes.Call, FrameworkReferences.ToArray(sequence)),
                    _code.Create(OpCodes.Stloc, owner), _code.Create(OpCodes.Ldloc, given)]
                : [_code.Create(OpCodes.Call, framework.ToArray(sequence.GenericArguments[0])), _code.Create(OpCodes.Dup),
                    _code.Create(OpCodes.Stloc, owner)]);
    }

    private void KeepUntil(Instruction ret)
    {
        var loads = _owners.Select(owner => _code.Create(OpCodes.Ldloc, owner))
            .Concat(method.Parameters.Where(parameter => CanDie(parameter.ParameterType))
                .Select(parameter => _code.Create(OpCodes.Ldarg, parameter)));
        if (method.HasThis && !method.DeclaringType.IsValueType)
            loads = loads.Prepend(_code.Create(OpCodes.Ldarg, _body.ThisParameter));

        Before(ret, [.. loads.SelectMany(load => new[] { load, _code.Create(OpCodes.Call, framework.KeepAlive) })]);
    }

    /// <summary>
    /// Inserts code that also runs where a branch leads to the instruction, which is why that one is copied behind the new code.
    /// </summary>
    private void Before(Instruction place, params IReadOnlyList<Instruction> added)
    {
        if (added.Count == 0)
            return;

        var last = place;
        foreach (var next in added.Skip(1).Append(Copy(place)))
        {
            _code.InsertAfter(last, next);
            last = next;
        }

        (place.OpCode, place.Operand) = (added[0].OpCode, added[0].Operand);
    }

    private static Instruction Copy(Instruction instruction)
    {
        var copy = Instruction.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (instruction.OpCode, instruction.Operand);
        return copy;
    }

    private VariableDefinition Local(TypeReference type)
    {
        var local = new VariableDefinition(type);
        _body.Variables.Add(local);
        return local;
    }

    /// <summary>
    /// Whether something of this type is an object that the garbage collector may take. What is no reference needs no keeping.
    /// </summary>
    private static bool CanDie(TypeReference type) =>
        !type.IsValueType && !type.IsPrimitive
            && type.MetadataType is MetadataType.Class or MetadataType.Object or MetadataType.Array
            || type is GenericInstanceType { IsValueType: false };
}
