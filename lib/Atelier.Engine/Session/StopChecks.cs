using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Atelier.Engine.Session;

/// <summary>
/// Puts <see cref="StopCheck"/>s into a compiled cell: where a loop goes back, where a method, lambda, local function or iterator
/// begins, and after each call that may have taken long. In the compiled code, not in the text: so lines and columns in errors
/// stay what they are. The flags are read in the cell's own code, because the runtime calls what is not yet optimised, and a
/// recursion may end before it is.
/// </summary>
internal sealed class StopChecks
{
    private readonly FieldReference _stoppedThreads;
    private readonly FieldReference _loopsEnd;
    private readonly MethodReference _look;
    private readonly MethodReference _throw;

    private StopChecks(ModuleDefinition module)
    {
        _stoppedThreads = module.ImportReference(typeof(StopCheck).GetField(nameof(StopCheck.StoppedThreads))!);
        _loopsEnd = module.ImportReference(typeof(StopCheck).GetField(nameof(StopCheck.LoopsEnd))!);
        _look = module.ImportReference(typeof(StopCheck).GetMethod(nameof(StopCheck.Look))!);
        _throw = module.ImportReference(typeof(StopCheck).GetMethod(nameof(StopCheck.Throw))!);
    }

    /// <summary>Adds the checks.</summary>
    /// <returns>the assembly and its symbols, from their beginning</returns>
    public static (MemoryStream Code, MemoryStream Symbols) Add(MemoryStream code, MemoryStream symbols)
    {
        code.Position = symbols.Position = 0;
        using var module = ModuleDefinition.ReadModule(
            code, new ReaderParameters { SymbolReaderProvider = new PortablePdbReaderProvider(), SymbolStream = symbols });
        var checks = new StopChecks(module);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            checks.Add(method);

        using var withChecks = new MemoryStream();
        using var withSymbols = new MemoryStream();
        module.Write(
            withChecks,
            new WriterParameters { SymbolWriterProvider = new PortablePdbWriterProvider(), SymbolStream = withSymbols });
        return (new MemoryStream(withChecks.ToArray()), new MemoryStream(withSymbols.ToArray()));
    }

    private void Add(MethodDefinition method)
    {
        if (IsInitializer(method) || CleansUp(method)) return;
        var body = method.Body;
        var calls = body.Instructions.Where(MayTakeLong).ToList();
        var returns = calls.Where(call => !IsOfCell(call) && MayEnd(call, method)).ToList();

        body.SimplifyMacros(); // a short branch may have to reach further now
        bool Asks(Instruction call) => returns.Contains(call) || IsOfCell(call) || QuickCalls.Contain(call);
        var loops = LoopHeads(body).Select(head =>
            (head, CountedLoop.Find(head, body, Asks), LoopStride.Find(head, body))).ToList();
        foreach (var (head, counted, stride) in loops)
        {
            if (counted is not null) counted.Insert(Loop, body);
            else if (stride is not null) stride.Insert(Loop, body);
            else body.InsertBefore(head, Loop(head));
        }
        foreach (var call in returns) body.Insert(body.Instructions.IndexOf(call) + 1, Pass(call.Next));
        if (!IsStateMachine(method))
        {
            var start = body.Instructions[0];
            body.Insert(0, calls.Count > 0 || IsCalledByOthers(method) ? Pass(start) : Loop(start));
        }
        body.OptimizeMacros();
    }

    /// <summary>Ends the code if its cell was stopped.</summary>
    private Instruction[] Pass(Instruction next) =>
        [Instruction.Create(OpCodes.Volatile), Instruction.Create(OpCodes.Ldsfld, _stoppedThreads),
            Instruction.Create(OpCodes.Brfalse, next), Instruction.Create(OpCodes.Call, _look)];

    /// <summary>
    /// Ends the code while a stopped cell waits for loops that call nothing. Whose code it is, it does not ask: a call that may
    /// return makes the compiler keep a loop's numbers in memory, and the loop three times slower.
    /// </summary>
    private Instruction[] Loop(Instruction next) =>
        [Instruction.Create(OpCodes.Volatile), Instruction.Create(OpCodes.Ldsfld, _loopsEnd),
            Instruction.Create(OpCodes.Brfalse, next), Instruction.Create(OpCodes.Call, _throw)];

    // An exception there would break the type for ever.
    private static bool IsInitializer(MethodDefinition method) => method.IsConstructor && method.IsStatic;

    private static bool CleansUp(MethodDefinition method) =>
        method.Name.Split('.')[^1] is "Finalize" or "Dispose" or "DisposeAsync";

    private static bool IsStateMachine(MethodDefinition method) =>
        method.DeclaringType.Interfaces.Any(each => each.InterfaceType.Name == "IAsyncStateMachine");

    /// <summary>Lambdas, and what a type overrides: a loop outside the cell may call them for ever.</summary>
    private static bool IsCalledByOthers(MethodDefinition method) =>
        method.IsVirtual || method.Name.Contains(">b__", StringComparison.Ordinal);

    /// <summary>Where a branch goes back to.</summary>
    private static IEnumerable<Instruction> LoopHeads(MethodBody body) =>
        body.Instructions.SelectMany(branch => branch.Targets().Where(target => target.Offset <= branch.Offset))
            .Distinct().Where(head => !CleansUp(head, body));

    /// <summary>
    /// Not a property, a constructor of a base class, a method of a structure or an array, mathematics, nor what the compiler
    /// wrote for itself.
    /// </summary>
    private static bool MayTakeLong(Instruction at) =>
        at.OpCode.Code is Code.Call or Code.Callvirt
        && at.Operand is MethodReference { Name: var name, DeclaringType: var type }
        && !name.StartsWith("get_", StringComparison.Ordinal) && !name.StartsWith("set_", StringComparison.Ordinal)
        && name != ".ctor"
        && !type.IsValueType && !type.IsArray && type.Namespace != "System.Runtime.CompilerServices"
        && type.FullName is not ("System.Math" or "System.MathF");

    /// <summary>A function of this cell or an earlier one: it has checks of its own.</summary>
    private static bool IsOfCell(Instruction call) =>
        ((MethodReference)call.Operand).DeclaringType.Scope is { } scope
        && (scope is ModuleDefinition || scope.Name.StartsWith(CellChain.NamePrefix, StringComparison.Ordinal));

    /// <summary>An asynchronous method hands exceptions to its task only from inside its try block.</summary>
    private static bool MayEnd(Instruction at, MethodDefinition method) =>
        !CleansUp(at, method.Body)
        && (!IsStateMachine(method)
            || method.Body.ExceptionHandlers.Any(handler => Contains(handler.TryStart, handler.TryEnd, at)));

    private static bool CleansUp(Instruction at, MethodBody body) => body.ExceptionHandlers.Any(handler =>
        handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault
            && Contains(handler.HandlerStart, handler.HandlerEnd, at));

    private static bool Contains(Instruction start, Instruction? end, Instruction at) =>
        at.Offset >= start.Offset && at.Offset < (end?.Offset ?? int.MaxValue);
}
