using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>The runner's side of a worker: starts it, sends it cells, watches over it, and ends it.</summary>
public sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2), s_watchInterval = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly StreamWriter _commands;
    private readonly Lock _sending = new();
    private readonly WorkerEvents _events;
    private readonly WorkerConsumption _consumption;
    private readonly Task _exit;
    private readonly bool _isWrapped;

    private WorkerProcess(WorkerSettings settings, Process process, StreamWriter commands, Stream events)
    {
        (_process, _commands, _isWrapped) = (process, commands, settings.Wrapper.Count > 0);
        _exit = process.WaitForExitAsync();
        _consumption = new WorkerConsumption(process, settings.Scratch);
        _events = new WorkerEvents(process, events, settings.LargestMessage, Ready, Kill);
    }

    /// <summary>The most resident memory that was seen, in bytes.</summary>
    public long PeakMemory => _consumption.PeakMemory;

    /// <summary>Whether it can still take cells.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>The worker's process number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a worker.</summary>
    public static WorkerProcess Start(WorkerSettings settings)
    {
        // One at a time: a process that starts in between would inherit these pipes and keep them open.
        return StarterThread.Run(() =>
        {
            InheritedFiles.Keep();
            var commands = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var events = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            var process = Process.Start(Command(settings, commands.GetClientHandleAsString(), events.GetClientHandleAsString()))!;
            process.StandardInput.Close();
            commands.DisposeLocalCopyOfClientHandle();
            events.DisposeLocalCopyOfClientHandle();
            return new WorkerProcess(settings, process, new StreamWriter(commands) { AutoFlush = true }, events);
        });
    }

    private static ProcessStartInfo Command(WorkerSettings settings, string commands, string events)
    {
        string[] command = [.. settings.Wrapper, DotNet.Program, Path.Combine(AppContext.BaseDirectory, "Atelier.Engine.dll"),
            "worker", commands, events, .. settings.MostProcesses is { } most ? [$"{most}"] : Array.Empty<string>()];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = settings.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!settings.SharesEnvironment) start.Environment.Clear();
        foreach (var (name, value) in LeanRuntime.Environment.Concat(settings.Environment)) start.Environment[name] = value;
        return start;
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
    /// <param name="recording">where its trainings are recorded or loaded; null: they are done</param>
    public async Task<CellRun> ExecuteAsync(
        string code, string name, ICellOutput output, CellLimits limits, CancellationToken cancellation, bool asData = false,
        CellRecording? recording = null)
    {
        var running = _events.Begin(output);
        // Not here: a worker that has stopped reading takes no more than a pipe holds, and then its time runs all the same.
        var sent = Task.Run(() => Send(Messages.Of(Messages.Run, ("code", code), ("name", name), ("data", asData),
            ("recording", recording?.ToJson()))), CancellationToken.None);

        var started = Stopwatch.GetTimestamp();
        _consumption.Begin(_events.Heard);
        while (await Task.WhenAny(running.Result, _exit, Task.Delay(s_watchInterval, CancellationToken.None))
            .ConfigureAwait(false) is var first)
        {
            _consumption.Measure(_events.Heard);
            if (first == running.Result) return await running.Result.ConfigureAwait(false);
            if (first == _exit || (sent.IsCompleted && !await sent.ConfigureAwait(false)))
                return await DiedAsync(running).ConfigureAwait(false);
            if (_consumption.Excess(limits) is { } excess)
            {
                Kill();
                return excess;
            }

            if (cancellation.IsCancellationRequested)
                return await StopAsync(
                    running, CellRun.Stopped(CellOutcome.Interrupted, "The run was stopped.")).ConfigureAwait(false);
            if (Stopwatch.GetElapsedTime(started) > limits.Time)
                return await StopAsync(
                    running, CellRun.Stopped(CellOutcome.Timeout,
                        $"The cell was stopped after {limits.Time.Value.TotalSeconds:0.#} seconds: its time was up.")).ConfigureAwait(false);
        }

        throw new UnreachableException();
    }

    /// <summary>Ends the worker and all that it started.</summary>
    public void Kill()
    {
        try
        {
            // .NET looks at all of the machine's processes for each one that it ends: for a flood of thousands, many minutes.
            _process.Kill(entireProcessTree: !_isWrapped);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or Win32Exception)
        {
        } // it, or a part of its tree, has ended already
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

        _consumption.Dispose();
        _process.Dispose();
    }

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
        await Task.WhenAny(_events.Ended, Task.Delay(s_patience)).ConfigureAwait(false);
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
        return _events.LastWords.Line() is { } line ? $"{how}; it said: {line}" : how;
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

    // Before any cell runs: what a cell does cannot change which folder is counted.
    private void Ready()
    {
        _consumption.CountFiles();
        _ready.TrySetResult();
    }
}
