namespace Atelier;

/// <summary>
/// A place in a cell's output whose content can be replaced while the cell runs. It works in this course's kernel and runner, in
/// .NET Interactive, and in a plain program, where it writes to the terminal.
/// </summary>
public sealed class LiveView
{
    private readonly Action<object> _replace;

    private LiveView(Action<object> replace) => _replace = replace;

    /// <summary>Shows a value in the running cell's output.</summary>
    public static LiveView Show(object value) =>
        new((CourseDisplay.Find() ?? ConsoleDisplay.Show)(value));

    /// <summary>Shows this value in place of the one before.</summary>
    public void Update(object value) => _replace(value);
}
