namespace Atelier.Engine.Session;

/// <summary>
/// Where what a cell shows goes. The session calls it from one thread at a time, in the order of what happened, and gathers text
/// that is printed within a few milliseconds into one call. A task that outlives its cell still writes to its cell's output.
/// </summary>
public interface ICellOutput
{
    /// <summary>Text on <c>stdout</c> or <c>stderr</c>.</summary>
    void Write(string stream, string text);

    /// <summary>A shown value; <paramref name="displayId"/> is its name for later updates.</summary>
    void Display(DisplayData value, string displayId);

    /// <summary>
    /// Replaces what <see cref="Display"/> showed under <paramref name="displayId"/>, be it in this cell or an earlier one.
    /// </summary>
    void Update(DisplayData value, string displayId);

    /// <summary>Removes what the cell has shown; with <paramref name="wait"/>, only when the next output comes.</summary>
    void Clear(bool wait);

    /// <summary>Asks the person for a line, as <c>Console.ReadLine</c> does. Null where there is no one to ask.</summary>
    string? Ask(string prompt, bool password);
}
