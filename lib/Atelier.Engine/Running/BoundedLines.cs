using System.Text;

namespace Atelier.Engine.Running;

/// <summary>Reads lines that anybody may have written: one without an end must not fill the reader's memory.</summary>
/// <param name="reader">Where from.</param>
/// <param name="most">Characters that a line may have.</param>
internal sealed class BoundedLines(TextReader reader, int most)
{
    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public string? Read()
    {
        // One character at a time: a StreamReader that fills an array reads on after a full buffer of its own (1024 bytes), and would wait for
        // the pipe with a whole line in hand.
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var next)
        {
            if (next == '\n') return line.ToString();
            if (line.Append((char)next).Length > most) throw new InvalidDataException($"a line of more than {most} characters");
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
