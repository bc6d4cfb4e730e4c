namespace Atelier;

/// <summary>The notebook cell that is running.</summary>
public static class RunningCell
{
    /// <summary>
    /// Cancelled when the reader presses stop, so that long work ends between two steps; never cancelled outside a notebook.
    /// </summary>
    public static CancellationToken Cancellation =>
        (AppContext.GetData("Atelier.Cancellation") as Func<CancellationToken>)?.Invoke()
        ?? CancellationToken.None;
}
