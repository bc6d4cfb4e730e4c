using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atelier.Engine.Session;

/// <summary>
/// A C# session: cells run one after the other on a thread of the session, and each sees what the ones before it declared. A
/// process has one session at a time, because <see cref="Console"/> belongs to it.
/// </summary>
public sealed class CSharpSession : IDisposable
{
    private const int StackSize = 16 << 20;

    private readonly BlockingCollection<Action> _work = [];
    private readonly OutputPump _pump = new();
    private readonly AssemblyFolders _assemblies = new();
    private readonly CellSources _sources = new();
    private readonly PackageRestore _packages;
    private readonly CellChain _cells;
    private readonly CellCommands _commands;
    private CellThread _thread = new();

    /// <summary>Starts a session.</summary>
    public CSharpSession(SessionOptions options)
    {
        _packages = new PackageRestore(_assemblies);
        _cells = new CellChain(new LoadResolver(options), new ReferenceResolver(options, _assemblies));
        _commands = new CellCommands(_cells, _packages);
        CellConsole.Install();
        StrayExceptions.Install(_sources);
        NativeFailures.Install();
        AppContext.SetData("Atelier.Display", (Func<object, Action<object>>)(value => new DisplayedValue(value).Update));
        AppContext.SetData("Atelier.Cancellation", (Func<CancellationToken>)(() => CellContext.Current?.Cancellation ?? default));
        new Thread(Work, StackSize) { IsBackground = true, Name = "session" }.Start();
    }

    /// <summary>How cells are parsed; for completion.</summary>
    public static CSharpParseOptions ParseOptions => CellChain.Parsing;

    /// <summary>How cells are compiled; for completion.</summary>
    public CSharpCompilationOptions CompilationOptions => _cells.Options;

    /// <summary>The compilation that the next cell continues, or null at the start; for completion.</summary>
    public CSharpCompilation? Latest => _cells.Latest;

    /// <summary>What the next cell refers to beside what <see cref="Latest"/> does; for completion.</summary>
    public IReadOnlyList<MetadataReference> References => _cells.References;

    /// <summary>The variables that cells have declared, the latest of each name.</summary>
    public IReadOnlyList<SessionVariable> Variables => [.. _cells.Variables()];

    /// <summary>
    /// Runs a cell. The task ends when the cell has, and all its output is delivered. After a cancellation that is within
    /// milliseconds, unless the cell is in a library's code that does not return: then it is left running after a few seconds.
    /// </summary>
    /// <param name="code">the cell's text</param>
    /// <param name="cellName">what errors call the cell, as <c>cell 3</c></param>
    /// <param name="output">takes what the cell shows</param>
    /// <param name="cancellation">stops the cell; the session goes on with its variables</param>
    public Task<CellResult> ExecuteAsync(string code, string cellName, ICellOutput output,
        CancellationToken cancellation = default) =>
        ExecuteAsync(code, cellName, output, value => Rendering.Render(value), cancellation);

    /// <summary>Runs a cell, as above, with a result of another form.</summary>
    /// <param name="code">the cell's text</param>
    /// <param name="cellName">what errors call the cell</param>
    /// <param name="output">takes what the cell shows</param>
    /// <param name="render">how the value becomes a result</param>
    /// <param name="cancellation">stops the cell; the session goes on with its variables</param>
    public Task<CellResult> ExecuteAsync(
        string code, string cellName, ICellOutput output, Func<object?, DisplayData> render, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<CellResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            CellResult? result = null;
            new CellContext(_pump, output, cancellation).Run(
                () => result = Execute(CellText.Parse(code), cellName, render, cancellation));
            _pump.Flush();
            done.SetResult(result!);
        }, CancellationToken.None);
        return done.Task;
    }

    /// <summary>Ends the session when the running cell has ended.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _pump.Dispose();
        _assemblies.Dispose();
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable()) action();
    }

    /// <summary>Cells share one thread, for libraries that keep state by thread, until one of them had to be stopped.</summary>
    private T Run<T>(Func<Task<T>> start, CancellationToken cancellation)
    {
        if (_thread.IsSpent) _thread = new CellThread();
        return CellExecution.Run(_thread, start, cancellation);
    }

    private CellResult Execute(CellText cell, string cellName, Func<object?, DisplayData> render, CancellationToken cancellation)
    {
        IReadOnlyList<string> warnings = [];
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (!_commands.Run(cell)) return new CellResult(null, null, []);
            _sources.Add(cellName, cell.Code);
            var code = _cells.Parse(cell.Code, cellName);
            code.Add(_packages.Get(code.Packages(), cancellation).Select(_assemblies.Add));
            var diagnostics = code.Compile(cancellation);
            if (!code.IsCompiled) return new CellResult(null, CellErrors.OfCompiler(diagnostics), []);
            warnings = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)
                .Select(CellErrors.OneLine)];
            var value = Run(() => _cells.Start(code), cancellation);
            if (value is null ? !code.HasValue() : value is DisplayedValue) return new CellResult(null, null, warnings);
            var shown = Run(() => Task.FromResult(render(value)), cancellation);
            return new CellResult(shown, null, warnings);
        }
        catch (Exception e)
        {
            return new CellResult(null, Error(e, cellName, cancellation), warnings);
        }
        finally
        {
            if (!cancellation.IsCancellationRequested && cell.Commands.Any(command => command.Name == "#!time"))
                Console.WriteLine($"Wall time: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.##} ms");
        }
    }

    private CellError Error(Exception thrown, string cellName, CancellationToken cancellation) => thrown switch
    {
        SessionException e => CellErrors.OfSession(e),
        NotStoppedException => CellErrors.NotStopped,
        _ when cancellation.IsCancellationRequested => CellErrors.Interrupted,
        _ => CellErrors.OfException(thrown, cellName, _sources),
    };
}
