namespace Atelier.Engine.Session;

/// <summary>
/// The cell that code belongs to. It follows tasks and threads that the cell starts, also beyond its end. In a cell that was
/// interrupted, whatever prints or shows something stops there.
/// </summary>
internal sealed class RunningCell(OutputPump pump, ICellOutput output, CancellationToken cancellation)
{
    private static readonly AsyncLocal<RunningCell?> s_current = new();
    private static RunningCell? s_latest;

    /// <summary>The cell of the calling code, or the latest one where the code belongs to none.</summary>
    public static RunningCell? Current
    {
        get => s_current.Value ?? s_latest;
        set => s_current.Value = s_latest = value;
    }

    /// <summary>Cancelled when a person interrupts the cell.</summary>
    public CancellationToken Cancellation => cancellation;

    public void Write(string stream, ReadOnlySpan<char> text)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!text.IsEmpty) pump.Write(output, stream, text);
    }

    /// <summary>Tells of a failure beside the cell's own course; an interruption does not hold it back.</summary>
    public void Complain(string text) => pump.Write(output, "stderr", text);

    public void Display(DisplayData value, string displayId) => Post(() => output.Display(value, displayId));

    public void Update(DisplayData value, string displayId) => Post(() => output.Update(value, displayId));

    public void Clear(bool wait) => Post(() => output.Clear(wait));

    public string? Ask(string prompt, bool password)
    {
        cancellation.ThrowIfCancellationRequested();
        pump.Flush();
        return output.Ask(prompt, password);
    }

    private void Post(Action deliver)
    {
        cancellation.ThrowIfCancellationRequested();
        pump.Post(deliver);
    }
}
