using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>
/// A thread for cells' code, which is not used again once code on it was stopped: on Linux an abort leaves the signal blocked by
/// which the runtime (10.0) halts a thread, so that neither the next abort nor a garbage collection could stop it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "it lives as long as its thread")]
internal sealed class CellThread
{
    private const int StackSize = 16 << 20;

    private static readonly ConcurrentStack<CellThread> s_idle = new();

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private Action<CellThread>? _work;
    private volatile bool _spent;

    public CellThread()
    {
        _thread = new Thread(Loop, StackSize) { IsBackground = true, Name = "cell" };
        _thread.UnsafeStart();
    }

    /// <summary>Whether it was given up.</summary>
    public bool IsSpent => _spent;

    /// <summary>Runs <paramref name="work"/> on some idle thread.</summary>
    public static void RunOnAny(Action<CellThread> work)
    {
        if (!s_idle.TryPop(out var any)) any = new CellThread();
        any.Run(thread =>
        {
            work(thread);
            if (!thread.IsSpent) s_idle.Push(thread);
        });
    }

    /// <summary>Runs <paramref name="work"/> on this thread, which is idle.</summary>
    public void Run(Action<CellThread> work)
    {
        _work = work;
        _wake.Release();
    }

    /// <summary>Ends a sleep or a wait of the code that it runs.</summary>
    public void Interrupt() => _thread.Interrupt();

    /// <summary>Gives the thread up: it ends with what it is doing.</summary>
    public void Abandon()
    {
        _spent = true;
        _wake.Release();
    }

    private void Loop()
    {
        for (_wake.Wait(); !_spent; _wake.Wait()) _work!(this);
    }
}
