using System.Text;

namespace Atelier.Engine.Running;

/// <summary>
/// What a process wrote on stderr last, where .NET and native libraries say of what they die. Stack frames are left out.
/// </summary>
internal sealed class LastWords
{
    private const int MostLines = 50;
    private const int MostLine = 300;

    private static readonly string[] s_names =
        ["what():", "Stack overflow", "Out of memory", "Process terminated.", "Unhandled exception.", "Fatal error.",
            "terminate called"];

    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();

    /// <summary>Adds text.</summary>
    public void Add(string text)
    {
        lock (_lines)
        {
            foreach (var c in text)
            {
                if (c == '\n') EndLine();
                else if (_line.Length < MostLine) _line.Append(c);
            }
        }
    }

    /// <summary>Forgets what was written: another cell begins.</summary>
    public void Clear()
    {
        lock (_lines)
        {
            _lines.Clear();
            _line.Clear();
        }
    }

    /// <summary>The line that names the cause, or else the last line; null where nothing was written.</summary>
    public string? Line()
    {
        lock (_lines)
        {
            EndLine();
            string[] lines = [.. _lines];
            var named = s_names
                .Select(name => Array.FindLastIndex(lines, line => line.StartsWith(name, StringComparison.Ordinal)))
                .FirstOrDefault(at => at >= 0, -1);
            if (named < 0) return lines.LastOrDefault();
            // FailFast has its message on the next line.
            return lines[named] == "Process terminated." && named + 1 < lines.Length ? $"{lines[named]} {lines[named + 1]}"
                : lines[named];
        }
    }

    private void EndLine()
    {
        var line = _line.ToString().Trim();
        _line.Clear();
        if (line.Length == 0 || line.StartsWith("at ", StringComparison.Ordinal)) return;
        _lines.Enqueue(line);
        if (_lines.Count > MostLines) _lines.Dequeue();
    }
}
