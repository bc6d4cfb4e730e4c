using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Atelier.Engine.Session;

/// <summary>What compiled cells call wherever they could go on for long (<see cref="StopChecks"/>): the place where a stopped cell ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(20);

    private static int s_stoppedThreads;
    private static bool s_loopsEnd;

    /// <summary>Where a function begins and where a call has returned: ends the calling code if its cell was stopped.</summary>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass()
    {
        if (Volatile.Read(ref s_stoppedThreads) != 0) Look();
    }

    /// <summary>
    /// Where a loop goes back: ends the calling code while a stopped cell waits for loops that call nothing. Whose code it is, it does not
    /// ask: a call that may return makes the compiler keep the loop's numbers in memory, and the loop three times slower.
    /// </summary>
    /// <exception cref="OperationCanceledException">A cell was stopped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Loop()
    {
        if (Volatile.Read(ref s_loopsEnd)) Throw();
    }

    /// <summary>Adds to the threads that run code of a stopped cell: while there are any, <see cref="Pass"/> looks whose code it is in.</summary>
    internal static void Count(int threads) => Interlocked.Add(ref s_stoppedThreads, threads);

    /// <summary>Waits until a stopped cell has ended; its loops end as well where it does not end without that. False when it goes on.</summary>
    internal static bool Await(Func<bool> ended, TimeSpan limit)
    {
        if (SpinWait.SpinUntil(ended, s_patience)) return true;
        Volatile.Write(ref s_loopsEnd, true);
        try
        {
            return SpinWait.SpinUntil(ended, limit);
        }
        finally
        {
            Volatile.Write(ref s_loopsEnd, false);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Look() => CellContext.Current?.Cancellation.ThrowIfCancellationRequested();

    private static void Throw() => throw new OperationCanceledException(new CancellationToken(canceled: true));
}
