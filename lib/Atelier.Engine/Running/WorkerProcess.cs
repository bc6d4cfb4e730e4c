using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>The runner's side of a worker: starts it, sends it cells, watches over it, and ends it.</summary>
public sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(100);
    private const int MostProcesses = 1000;
    private const int MostEvent = 32 << 20; // characters: a cell's largest picture is a tenth of that

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly StreamWriter _commands;
    private readonly Lock _sending = new();
    private readonly LastWords _lastWords = new();
    private readonly Task _events;
    private readonly Task _streams;
    private readonly Task _exit;
    private volatile WorkerCell? _running;
    private ProcessTree _size;

    private WorkerProcess(Process process, StreamWriter commands, StreamReader events)
    {
        (_process, _commands) = (process, commands);
        _exit = process.WaitForExitAsync();
        _events = Task.Run(() => ReadEvents(events));
        _streams = Task.WhenAll(ForwardAsync("stdout", process.StandardOutput), ForwardAsync("stderr", process.StandardError));
    }

    /// <summary>The most resident memory that was seen, in bytes.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>Whether it can still take cells.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>The worker's process number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a worker.</summary>
    /// <param name="folder">its working folder: the notebook's</param>
    /// <param name="environment">environment variables to set</param>
    /// <param name="wrapper">a program, with its arguments, that starts the worker, such as a sandbox; it has to pass on open files</param>
    public static WorkerProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> wrapper)
    {
        // One at a time: a process that starts in between would inherit these pipes and keep them open.
        return StarterThread.Run(() =>
        {
            var commands = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var events = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            string[] command =
            [
                .. wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "Atelier.Engine.dll"), "worker",
                commands.GetClientHandleAsString(), events.GetClientHandleAsString(),
            ];
            var start = new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in LeanRuntime.Environment.Concat(environment)) start.Environment[name] = value;
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            commands.DisposeLocalCopyOfClientHandle();
            events.DisposeLocalCopyOfClientHandle();
            return new WorkerProcess(process, new StreamWriter(commands) { AutoFlush = true }, new StreamReader(events));
        });
    }

    /// <summary>When the worker's session is up, or the worker gone: its start is not taken from a cell's time.</summary>
    public Task ReadyAsync() => Task.WhenAny(_ready.Task, _exit);

    /// <summary>Runs a cell. Whatever the cell does, this ends: by itself, by its limits, or with the worker.</summary>
    /// <param name="code">the cell's text</param>
    /// <param name="name">what errors call it</param>
    /// <param name="output">takes what it shows</param>
    /// <param name="limits">what it may take</param>
    /// <param name="cancellation">stops it</param>
    /// <param name="asData">gives the cell's value as plain data (<see cref="PlainData"/>) in place of how it is shown</param>
    public async Task<CellRun> ExecuteAsync(
        string code, string name, ICellOutput output, CellLimits limits, CancellationToken cancellation, bool asData = false)
    {
        var running = new WorkerCell(output);
        _running = running;
        _lastWords.Clear();
        // Not here: a worker that has stopped reading takes no more than a pipe holds, and then its time runs all the same.
        var sent = Task.Run(() => Send(Messages.Of(Messages.Run, ("code", code), ("name", name), ("data", asData))), CancellationToken.None);

        var started = Stopwatch.GetTimestamp();
        Watch();
        var before = _size.Processor;
        while (await Task.WhenAny(running.Result, _exit, Task.Delay(s_watchInterval, CancellationToken.None)).ConfigureAwait(false) is var first)
        {
            Watch();
            if (first == running.Result) return await running.Result.ConfigureAwait(false);
            if (first == _exit || (sent.IsCompleted && !await sent.ConfigureAwait(false))) return await DiedAsync(running).ConfigureAwait(false);
            if (Excess(limits, before) is { } excess)
            {
                Kill();
                return excess;
            }

            if (cancellation.IsCancellationRequested)
                return await StopAsync(running, CellRun.Stopped(CellOutcome.Interrupted, "The run was stopped.")).ConfigureAwait(false);
            if (Stopwatch.GetElapsedTime(started) > limits.Time)
                return await StopAsync(running, CellRun.Stopped(CellOutcome.Timeout, $"The cell was stopped after {limits.Time.Value.TotalSeconds:0.#} seconds: its time was up.")).ConfigureAwait(false);
        }

        throw new UnreachableException();
    }

    /// <summary>Ends the worker and all that it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It, or a part of its tree, has ended already.
        }
    }

    /// <summary>Ends the worker.</summary>
    public void Dispose()
    {
        Kill();
        _exit.Wait(s_patience);
        try
        {
            _commands.Dispose();
        }
        catch (IOException)
        {
            // The rest of a command that the worker did not live to read.
        }

        _process.Dispose();
    }

    /// <summary>What the worker has taken too much of, if anything; asking it to stop would leave its threads behind.</summary>
    private CellRun? Excess(CellLimits limits, TimeSpan before) =>
        _size.Processes > MostProcesses
            ? CellRun.Stopped(CellOutcome.Crashed, $"The cell started more than {MostProcesses} processes and threads, and was ended with all of them.")
        : _size.Memory > limits.Memory
            ? CellRun.Stopped(CellOutcome.Memory, $"The cell took more than {limits.Memory >> 20} MB of memory, and its process was ended.")
        : _size.Processor - before > limits.Processor
            ? CellRun.Stopped(CellOutcome.Timeout, $"The cell took more than {limits.Processor.Value.TotalSeconds:0.#} seconds of processor time, and its process was ended.")
        : null;

    /// <summary>Asks the cell to stop, so that the session lives; ends the worker where it does not listen.</summary>
    private async Task<CellRun> StopAsync(WorkerCell running, CellRun outcome)
    {
        _ = Task.Run(() => Send(Messages.Of(Messages.Interrupt)));
        if (await Task.WhenAny(running.Result, _exit, Task.Delay(s_patience)).ConfigureAwait(false) != running.Result) Kill();
        return outcome;
    }

    /// <summary>The worker has ended, or closed its ears: what it said last may still be on its way.</summary>
    private async Task<CellRun> DiedAsync(WorkerCell running)
    {
        if (await Task.WhenAny(_exit, Task.Delay(s_patience)).ConfigureAwait(false) != _exit) Kill();
        await Task.WhenAny(Task.WhenAll(_events, _streams), Task.Delay(s_patience)).ConfigureAwait(false);
        return running.Result.IsCompletedSuccessfully
            ? await running.Result.ConfigureAwait(false)
            : CellRun.Stopped(CellOutcome.Crashed, $"The process that ran the cell ended ({Describe()}).");
    }

    private string Describe()
    {
        var how = !_process.HasExited ? "it no longer answers" : _process.ExitCode switch
        {
            134 => "aborted, as by a stack overflow or a failure in native code",
            137 => "killed",
            139 => "a memory fault in native code",
            var code => $"exit code {code}",
        };
        return _lastWords.Line() is { } line ? $"{how}; it said: {line}" : how;
    }

    private bool Send(JsonObject command)
    {
        try
        {
            lock (_sending) _commands.WriteLine(command.ToJsonString());
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false; // the pipe is broken: the worker is gone
        }
    }

    private void ReadEvents(StreamReader events)
    {
        using (events)
        {
            var lines = new BoundedLines(events, MostEvent);
            try
            {
                while (lines.Read() is { } line)
                    if (!Take(line)) Kill();
            }
            catch (InvalidDataException)
            {
                Kill();
            }
        }
    }

    /// <summary>Takes an event. Code in a cell can write to the pipe: what is no event ends the worker, and not the runner.</summary>
    private bool Take(string line)
    {
        try
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message.Text(Messages.Kind) == Messages.Ready) _ready.TrySetResult();
            else _running?.Take(message);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            return false;
        }
    }

    // What native code prints past .NET's console. Not by lines: one need not end.
    private async Task ForwardAsync(string stream, StreamReader from)
    {
        var buffer = new char[1 << 14];
        while (await from.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var length)
        {
            var text = new string(buffer, 0, length);
            if (stream == "stderr") _lastWords.Add(text);
            _running?.Print(stream, text);
        }
    }

    private void Watch()
    {
        _size = ProcessTree.Measure(_process);
        PeakMemory = Math.Max(PeakMemory, _size.Memory);
    }
}
