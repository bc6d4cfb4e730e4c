using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Atelier.Engine.Session;

/// <summary>
/// What compiled cells ask wherever they could go on for long (<see cref="StopChecks"/>): the place where a stopped cell ends.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Usage", "CA2211", Justification = "a property would be a call, until the runtime has optimised the cell")]
public static class StopCheck
{
    private const int Patience = 20; // ms

    /// <summary>
    /// How many threads run code of a stopped cell. While there are any, functions and calls <see cref="Look"/>.
    /// </summary>
    public static int StoppedThreads;

    /// <summary>Whether a stopped cell waits for loops that call nothing: they <see cref="Throw"/>.</summary>
    public static bool LoopsEnd;

    /// <summary>Where a function begins and where a call has returned: ends the calling code if its cell was stopped.</summary>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Look() => CellContext.Current?.Cancellation.ThrowIfCancellationRequested();

    /// <summary>Where a loop goes back: ends the calling code.</summary>
    /// <exception cref="OperationCanceledException">Always.</exception>
    public static void Throw() => throw new OperationCanceledException(new CancellationToken(canceled: true));

    internal static void Count(int threads) => Interlocked.Add(ref StoppedThreads, threads);

    /// <summary>
    /// Waits until a stopped cell has ended; its loops end as well where it does not end without that. False when it goes on.
    /// </summary>
    internal static bool Await(Func<bool> ended, TimeSpan limit)
    {
        if (SpinWait.SpinUntil(ended, Patience)) return true;
        Volatile.Write(ref LoopsEnd, true);
        try
        {
            return SpinWait.SpinUntil(ended, limit);
        }
        finally
        {
            Volatile.Write(ref LoopsEnd, false);
        }
    }
}
