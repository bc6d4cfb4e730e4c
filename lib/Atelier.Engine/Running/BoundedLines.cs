namespace Atelier.Engine.Running;

/// <summary>Reads lines that anybody may have written: one without an end must not fill the reader's memory.</summary>
/// <param name="from">Where from.</param>
/// <param name="most">Bytes that a line may have.</param>
internal sealed class BoundedLines(Stream from, int most)
{
    private byte[] held = new byte[1 << 16];
    private int start, end;

    /// <summary>The next line without its end, until the next call; null at the end of all.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        var searched = 0;
        while (true)
        {
            var length = end - start;
            if (held.AsSpan(start + searched, length - searched).IndexOf((byte)'\n') is >= 0 and var at) return Take(searched + at, 1);
            if (length > most) throw new InvalidDataException($"a line of more than {most} bytes");
            searched = length;
            MakeRoom();
            var read = from.Read(held, end, held.Length - end); // what the pipe has at the moment: it waits for one byte and no more
            if (read == 0) return length > 0 ? Take(length, 0) : default(ReadOnlyMemory<byte>?); // a bare null would become an empty line
            end += read;
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int separator)
    {
        var line = held.AsMemory(start, length);
        start += length + separator;
        return line;
    }

    /// <summary>Moves what is held to the front, into a larger array where it fills more than half of this one.</summary>
    private void MakeRoom()
    {
        if (end < held.Length) return;
        var into = end - start > held.Length / 2 ? new byte[held.Length * 2] : held;
        held.AsSpan(start, end - start).CopyTo(into);
        (held, start, end) = (into, 0, end - start);
    }
}
