using System.Diagnostics.CodeAnalysis;
using System.Runtime;

namespace Atelier.Engine.Session;

/// <summary>
/// Runs a cell's code so that it can be stopped. A sleep is interrupted, an await no longer waited for, and the cell's own code
/// ends where it asks (<see cref="StopCheck"/>). What is then still running is in a library: it is aborted, once in the life of a
/// process, because .NET 10 can die of the second abort; after that, and where the abort does not help, it is left running.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "a stop may still be on its way when the cell has ended")]
internal sealed class CellExecution : SynchronizationContext
{
    private static readonly TimeSpan s_beforeAbort = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beforeLeaving = TimeSpan.FromSeconds(8);
    private static bool s_hasAborted;

    private readonly CancellationTokenSource _abort = new();
    private readonly HashSet<CellThread> _threads = [];
    private bool _stopped;

    /// <summary>
    /// Runs <paramref name="start"/> on <paramref name="home"/> and waits for its task. After a cancellation it throws, once the
    /// cell's threads have stopped.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    /// <exception cref="NotStoppedException">It was to be stopped, and is still running.</exception>
    /// <exception cref="NativeException">Native code failed; the thread that ran it is lost.</exception>
    public static T Run<T>(CellThread home, Func<Task<T>> start, CancellationToken cancellation)
    {
        var execution = new CellExecution();
        var started = new TaskCompletionSource<Task<T>>();
        var ended = started.Task.Unwrap();
        var failure = NativeFailures.CellBegins();
        var context = ExecutionContext.Capture()!;
        using (cancellation.UnsafeRegister(_ => execution.Stop(), null))
        {
            home.Run(thread =>
            {
                Task<T>? task = null;
                execution.RunHere(thread, () => ExecutionContext.Run(context, _ => task = Start(start), null));
                // not in the part that can be aborted, and not after a stop
                if (!thread.IsSpent && task is not null) started.SetResult(task);
            });
            try
            {
                Task.WaitAny([ended, failure], cancellation);
            }
            catch (OperationCanceledException)
            {
                if (StopCheck.Await(execution.HasStopped, s_beforeAbort)) throw;
                execution.AbortOnce();
                if (StopCheck.Await(execution.HasStopped, s_beforeLeaving)) throw;
                home.Abandon();
                throw new NotStoppedException();
            }
            finally
            {
                NativeFailures.CellEnded();
            }
        }
        if (!failure.IsCompletedSuccessfully || ended.IsCompleted) return ended.GetAwaiter().GetResult();
        home.Abandon();
        throw new NativeException(failure.Result);
    }

    /// <summary>
    /// What follows an await: on a thread where it can be stopped as well, so that blocking on a task does not deadlock.
    /// </summary>
    public override void Post(SendOrPostCallback d, object? state) =>
        CellThread.RunOnAny(thread => RunHere(thread, () => StrayExceptions.Catch(() => d(state))));

    private static Task<T> Start<T>(Func<Task<T>> start)
    {
        try
        {
            return start();
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>Runs a part of the cell. If it was stopped, the thread is given up.</summary>
    private void RunHere(CellThread thread, Action action)
    {
        if (!Enter(thread)) return;
        try
        {
            SetSynchronizationContext(this);
#pragma warning disable SYSLIB0046 // made for this: a host that runs code which it may have to abort
            ControlledExecution.Run(action, _abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            // aborted
        }
        finally
        {
            SetSynchronizationContext(null);
        }
        Leave(thread);
    }

    private bool Enter(CellThread thread)
    {
        lock (_threads) return !_stopped && _threads.Add(thread);
    }

    // Given up before anybody can see that the cell has stopped: the next cell would wait for a thread that ends.
    private void Leave(CellThread thread)
    {
        try
        {
            lock (_threads)
            {
                if (_stopped) thread.Abandon();
                _threads.Remove(thread);
            }
        }
        catch (ThreadInterruptedException) // the one that Stop sent; there is no second
        {
            Leave(thread);
        }
    }

    private void Stop()
    {
        lock (_threads)
        {
            _stopped = true;
            foreach (var thread in _threads) thread.Interrupt();
        }
    }

    private void AbortOnce()
    {
        if (!Interlocked.Exchange(ref s_hasAborted, true)) _ = _abort.CancelAsync();
    }

    private bool HasStopped()
    {
        lock (_threads) return _threads.Count == 0;
    }
}
