using System.Text;

namespace Atelier.Engine.Session;

/// <summary>
/// Sends <see cref="Console"/> to the running cell's output. What no cell owns goes to the process's own streams.
/// </summary>
internal static class CellConsole
{
    private static bool s_installed;

    public static void Install()
    {
        if (s_installed) return;
        s_installed = true;
        Console.SetOut(new Writer("stdout", Console.Out));
        Console.SetError(new Writer("stderr", Console.Error));
        Console.SetIn(new Reader());
    }

    private sealed class Writer(string stream, TextWriter outside) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (CellContext.Current is { } cell) cell.Write(stream, buffer);
            else outside.Write(buffer);
        }
    }

    private sealed class Reader : TextReader
    {
        private string _line = "";
        private int _next;

        public override string? ReadLine() => _next < _line.Length ? Rest().TrimEnd('\n') : CellContext.Current?.Ask("", false);

        public override int Peek() => Fill() ? _line[_next] : -1;

        public override int Read() => Fill() ? _line[_next++] : -1;

        private bool Fill()
        {
            if (_next < _line.Length) return true;
            if (CellContext.Current?.Ask("", false) is not { } line) return false;
            (_line, _next) = (line + "\n", 0);
            return true;
        }

        private string Rest()
        {
            var rest = _line[_next..];
            _next = _line.Length;
            return rest;
        }
    }
}
