using System.Text;

namespace Atelier.Engine.Running;

/// <summary>Reads lines that anybody may have written: one without an end must not fill the reader's memory.</summary>
/// <param name="reader">Where from.</param>
/// <param name="most">Characters that a line may have.</param>
internal sealed class BoundedLines(TextReader reader, int most)
{
    private readonly char[] _buffer = new char[1 << 14];
    private int _next, _length;

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public string? Read()
    {
        var line = new StringBuilder();
        while (Fill())
        {
            var rest = _buffer.AsSpan(_next, _length - _next);
            var end = rest.IndexOf('\n');
            line.Append(end < 0 ? rest : rest[..end]);
            _next += end < 0 ? rest.Length : end + 1;
            if (line.Length > most) throw new InvalidDataException($"a line of more than {most} characters");
            if (end >= 0) return line.ToString();
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    private bool Fill()
    {
        if (_next < _length) return true;
        (_next, _length) = (0, reader.Read(_buffer, 0, _buffer.Length));
        return _length > 0;
    }
}
