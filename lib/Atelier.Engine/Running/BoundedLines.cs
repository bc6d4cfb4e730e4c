namespace Atelier.Engine.Running;

/// <summary>Reads lines that anybody may have written: one without an end must not fill the reader's memory.</summary>
/// <param name="from">where from</param>
/// <param name="most">bytes that a line may have</param>
internal sealed class BoundedLines(Stream from, int most)
{
    private byte[] _held = new byte[1 << 16];
    private int _start, _end;

    /// <summary>The next line without its end, until the next call; null at the end of all.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        var searched = 0;
        while (true)
        {
            var length = _end - _start;
            if (_held.AsSpan(_start + searched, length - searched).IndexOf((byte)'\n') is >= 0 and var at)
                return Take(searched + at, 1);
            if (length > most) throw new InvalidDataException($"a line of more than {most} bytes");
            searched = length;
            MakeRoom();
            // what the pipe has at the moment: it waits for one byte and no more
            var read = from.Read(_held, _end, _held.Length - _end);
            // a bare null would become an empty line
            if (read == 0) return length > 0 ? Take(length, 0) : default(ReadOnlyMemory<byte>?);
            _end += read;
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int separator)
    {
        var line = _held.AsMemory(_start, length);
        _start += length + separator;
        return line;
    }

    /// <summary>Moves what is held to the front, into a larger array where it fills more than half of this one.</summary>
    private void MakeRoom()
    {
        if (_end < _held.Length) return;
        var into = _end - _start > _held.Length / 2 ? new byte[_held.Length * 2] : _held;
        _held.AsSpan(_start, _end - _start).CopyTo(into);
        (_held, _start, _end) = (into, 0, _end - _start);
    }
}
