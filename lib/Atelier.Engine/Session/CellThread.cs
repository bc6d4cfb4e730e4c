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
    private Func<Thread, bool>? _work;
    private volatile bool _spent;

    public CellThread() => new Thread(Loop, StackSize) { IsBackground = true, Name = "cell" }.UnsafeStart();

    /// <summary>Whether code on it was stopped.</summary>
    public bool IsSpent => _spent;

    /// <summary>Runs <paramref name="work"/> on some idle thread. It returns whether the thread can be used again.</summary>
    public static void RunOnAny(Func<Thread, bool> work)
    {
        if (!s_idle.TryPop(out var any)) any = new CellThread();
        any.Run(thread =>
        {
            var usable = work(thread);
            if (usable) s_idle.Push(any);
            return usable;
        });
    }

    /// <summary>
    /// Runs <paramref name="work"/> on this thread, which is idle. It returns whether the thread can be used again.
    /// </summary>
    public void Run(Func<Thread, bool> work)
    {
        _work = work;
        _wake.Release();
    }

    /// <summary>Gives the thread up: it ends with what it is doing.</summary>
    public void Abandon()
    {
        _spent = true;
        _wake.Release();
    }

    private void Loop()
    {
        _wake.Wait();
        while (!_spent)
        {
            if (!_work!(Thread.CurrentThread)) _spent = true;
            else _wake.Wait();
        }
    }
}
