using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Atelier.Engine.Session;

/// <summary>
/// Puts calls of <see cref="StopCheck"/> into a compiled cell: where a loop goes back, where a method, lambda, local function or iterator
/// begins, and after each call that may have taken long. In the compiled code, not in the text: so lines and columns in errors stay what
/// they are.
/// </summary>
internal static class StopChecks
{
    private static readonly System.Reflection.MethodInfo s_pass = typeof(StopCheck).GetMethod(nameof(StopCheck.Pass))!;
    private static readonly System.Reflection.MethodInfo s_loop = typeof(StopCheck).GetMethod(nameof(StopCheck.Loop))!;

    /// <summary>Adds the checks.</summary>
    /// <returns>the assembly and its symbols, from their beginning</returns>
    public static (MemoryStream Code, MemoryStream Symbols) Add(MemoryStream code, MemoryStream symbols)
    {
        code.Position = symbols.Position = 0;
        using var module = ModuleDefinition.ReadModule(
            code, new ReaderParameters { SymbolReaderProvider = new PortablePdbReaderProvider(), SymbolStream = symbols });
        var (pass, loop) = (module.ImportReference(s_pass), module.ImportReference(s_loop));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)) Add(method, pass, loop);

        using var withChecks = new MemoryStream();
        using var withSymbols = new MemoryStream();
        module.Write(withChecks, new WriterParameters { SymbolWriterProvider = new PortablePdbWriterProvider(), SymbolStream = withSymbols });
        return (new MemoryStream(withChecks.ToArray()), new MemoryStream(withSymbols.ToArray()));
    }

    private static void Add(MethodDefinition method, MethodReference pass, MethodReference loop)
    {
        if (IsInitializer(method) || CleansUp(method)) return;
        var body = method.Body;
        var heads = LoopHeads(body).ToList();
        var calls = body.Instructions.Where(at => MayTakeLong(at) && MayEnd(at, method)).ToList();
        if (heads.Count + calls.Count > 0)
        {
            body.SimplifyMacros(); // a short branch may have to reach further now
            foreach (var head in heads) InsertBefore(head, Instruction.Create(OpCodes.Call, loop), body);
            foreach (var call in calls) body.Instructions.Insert(body.Instructions.IndexOf(call) + 1, Instruction.Create(OpCodes.Call, pass));
            body.OptimizeMacros();
        }
        if (!IsStateMachine(method)) body.Instructions.Insert(0, Instruction.Create(OpCodes.Call, pass));
    }

    // An exception there would break the type for ever.
    private static bool IsInitializer(MethodDefinition method) => method.IsConstructor && method.IsStatic;

    private static bool CleansUp(MethodDefinition method) => method.Name.Split('.')[^1] is "Finalize" or "Dispose" or "DisposeAsync";

    private static bool IsStateMachine(MethodDefinition method) =>
        method.DeclaringType.Interfaces.Any(each => each.InterfaceType.Name == "IAsyncStateMachine");

    /// <summary>Where a branch goes back to.</summary>
    private static IEnumerable<Instruction> LoopHeads(MethodBody body) =>
        body.Instructions.SelectMany(branch => Targets(branch).Where(target => target.Offset <= branch.Offset))
            .Distinct().Where(head => !CleansUp(head, body));

    private static IEnumerable<Instruction> Targets(Instruction branch) => branch.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    /// <summary>Not a property, a constructor of a base class, a structure's method, mathematics, nor what the compiler wrote for itself.</summary>
    private static bool MayTakeLong(Instruction at) =>
        at.OpCode.Code is Code.Call or Code.Callvirt
        && at.Operand is MethodReference { Name: var name, DeclaringType: var type }
        && !name.StartsWith("get_", StringComparison.Ordinal) && !name.StartsWith("set_", StringComparison.Ordinal) && name != ".ctor"
        && !type.IsValueType && type.Namespace != "System.Runtime.CompilerServices" && type.FullName is not ("System.Math" or "System.MathF");

    /// <summary>An asynchronous method hands exceptions to its task only from inside its try block.</summary>
    private static bool MayEnd(Instruction at, MethodDefinition method) =>
        !CleansUp(at, method.Body)
        && (!IsStateMachine(method) || method.Body.ExceptionHandlers.Any(handler => Contains(handler.TryStart, handler.TryEnd, at)));

    private static bool CleansUp(Instruction at, MethodBody body) => body.ExceptionHandlers.Any(handler =>
        handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault && Contains(handler.HandlerStart, handler.HandlerEnd, at));

    private static bool Contains(Instruction start, Instruction? end, Instruction at) =>
        at.Offset >= start.Offset && at.Offset < (end?.Offset ?? int.MaxValue);

    private static void InsertBefore(Instruction head, Instruction check, MethodBody body)
    {
        body.Instructions.Insert(body.Instructions.IndexOf(head), check);
        foreach (var branch in body.Instructions)
        {
            if (branch.Operand == head) branch.Operand = check;
            else if (branch.Operand is Instruction[] targets) branch.Operand = Array.ConvertAll(targets, each => each == head ? check : each);
        }
        foreach (var handler in body.ExceptionHandlers)
        {
            if (handler.TryStart == head) handler.TryStart = check;
            if (handler.TryEnd == head) handler.TryEnd = check;
            if (handler.HandlerStart == head) handler.HandlerStart = check;
            if (handler.HandlerEnd == head) handler.HandlerEnd = check;
            if (handler.FilterStart == head) handler.FilterStart = check;
        }
    }
}
