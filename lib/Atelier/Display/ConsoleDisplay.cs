namespace Atelier;

/// <summary>
/// The fallback of a plain program: the text form, and its updates in place where the text is one line and a person looks on.
/// </summary>
internal static class ConsoleDisplay
{
    public static Action<object> Show(object value)
    {
        Console.WriteLine(value);
        return next =>
        {
            if (Console.IsOutputRedirected || next.ToString() is not { } text || text.Contains('\n')) return;
            Console.Write($"\e[1A\e[2K{text}\n");
        };
    }
}
