using System.IO.Pipes;
using System.Text;
using Atelier.Engine.Running;
using CsCheck;

namespace Atelier.Engine.Tests.Running;

public sealed class BoundedLinesTests
{
    /// <summary>A line must not wait for what comes behind it, whichever buffer it fills.</summary>
    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(4096)]
    [InlineData(65536)]
    [InlineData(131072)]
    public async Task A_line_is_there_when_its_end_is_whatever_its_length(int bytes)
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        var lines = new BoundedLines(reader, most: 1 << 20);
        var read = Task.Run(() => lines.Read(), TestContext.Current.CancellationToken);
        writer.Write(Enumerable.Repeat((byte)'x', bytes - 1).Append((byte)'\n').ToArray());
        await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        var isThere = read.IsCompleted;
        writer.Dispose(); // else a reader that waits would wait for ever
        Assert.True(isThere, "it waits for more");
        Assert.Equal(bytes - 1, (await read)!.Value.Length);
    }

    [Fact]
    public void Lines_are_read_as_they_were_written_in_whatever_pieces_they_come() =>
        Gen.Select(Gen.String[Gen.Char['a', 'c'], 0, 200_000].Array[1, 5], Gen.Int[1, 100_000]).Sample((texts, piece) =>
        {
            var lines = new BoundedLines(new Piecewise(Encoding.UTF8.GetBytes(string.Join('\n', texts)), piece), most: 200_000);
            var read = new List<string>();
            while (lines.Read() is { } line) read.Add(Encoding.UTF8.GetString(line.Span));
            Assert.Equal(texts[^1] == "" ? texts[..^1] : texts, read);
        }, iter: 30);

    [Fact]
    public void A_line_without_end_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new BoundedLines(new MemoryStream(new byte[101]), most: 100).Read());

    private sealed class Piecewise(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
