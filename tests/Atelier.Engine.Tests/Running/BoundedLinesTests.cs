using System.IO.Pipes;
using Atelier.Engine.Running;

namespace Atelier.Engine.Tests.Running;

public sealed class BoundedLinesTests
{
    /// <summary>A StreamReader's own buffer holds 1024 bytes: a line that fills it must not wait for what comes behind.</summary>
    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(4096)]
    public async Task A_line_is_there_when_its_end_is_whatever_its_length(int bytes)
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle));
        var lines = new BoundedLines(reader, most: 10_000);
        var read = Task.Run(lines.Read, TestContext.Current.CancellationToken);
        writer.Write(Enumerable.Repeat((byte)'x', bytes - 1).Append((byte)'\n').ToArray());
        await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        var isThere = read.IsCompleted;
        writer.Dispose(); // else a reader that waits would wait for ever
        Assert.True(isThere, "it waits for more");
        Assert.Equal(bytes - 1, (await read)!.Length);
    }

    [Fact]
    public void A_line_without_end_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new BoundedLines(new StringReader(new string('x', 101)), most: 100).Read());
}
