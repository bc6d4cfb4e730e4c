namespace Atelier.Engine.Session;

/// <summary>
/// The cell that code belongs to. It follows tasks and threads that the cell starts, also beyond its end. In a cell that was
/// interrupted, whatever goes round a loop, calls a function of a cell, prints or shows something stops there.
/// </summary>
internal sealed class CellContext
{
    private const int Stopped = 1 << 30;
    private static readonly TimeSpan s_forTasks = TimeSpan.FromMilliseconds(200);

    private static readonly AsyncLocal<CellContext?> s_current = new(OnThreadChanged);
    private static CellContext? s_latest;

    private readonly OutputPump _pump;
    private readonly ICellOutput _output;
    private volatile int _threads; // that run the cell's code, and the mark Stopped

    public CellContext(OutputPump pump, ICellOutput output, CancellationToken cancellation)
    {
        (_pump, _output, Cancellation) = (pump, output, cancellation);
        cancellation.UnsafeRegister(static cell => ((CellContext)cell!).Stop(), this);
    }

    /// <summary>The cell of the calling code, or the latest one where the code belongs to none.</summary>
    public static CellContext? Current => s_current.Value ?? s_latest;

    /// <summary>Cancelled when a person interrupts the cell.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Does something as this cell; if it is stopped, the loops of its tasks end with it.</summary>
    public void Run(Action action)
    {
        s_current.Value = s_latest = this;
        action();
        s_current.Value = null;
        if (Cancellation.IsCancellationRequested) StopCheck.Await(() => _threads == Stopped, s_forTasks);
    }

    public void Write(string stream, ReadOnlySpan<char> text)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (!text.IsEmpty) _pump.Write(_output, stream, text);
    }

    /// <summary>Tells of a failure beside the cell's own course; an interruption does not hold it back.</summary>
    public void Complain(string text) => _pump.Write(_output, "stderr", text);

    public void Display(DisplayData value, string displayId) => Post(() => _output.Display(value, displayId));

    public void Update(DisplayData value, string displayId) => Post(() => _output.Update(value, displayId));

    public void Clear(bool wait) => Post(() => _output.Clear(wait));

    public string? Ask(string prompt, bool password)
    {
        Cancellation.ThrowIfCancellationRequested();
        _pump.Flush();
        return _output.Ask(prompt, password);
    }

    private void Post(Action deliver)
    {
        Cancellation.ThrowIfCancellationRequested();
        _pump.Post(deliver);
    }

    /// <summary>
    /// A thread has turned to another cell's code, or from it. An exception here would end the process: so no lock, which can
    /// throw.
    /// </summary>
    private static void OnThreadChanged(AsyncLocalValueChangedArgs<CellContext?> change)
    {
        if (change.PreviousValue is { } left && Interlocked.Decrement(ref left._threads) >= Stopped) StopCheck.Count(-1);
        if (change.CurrentValue is { } entered && Interlocked.Increment(ref entered._threads) > Stopped) StopCheck.Count(1);
    }

    private void Stop() => StopCheck.Count(Interlocked.Or(ref _threads, Stopped));
}
