using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Atelier.Tests.Data;

/// <summary>A real HTTP server on this machine that can misbehave: each request gets the next of the given answers.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Queue<Func<long, byte[]>> _answers;
    private readonly Task _loop;

    /// <param name="answers">from where in the file the client wants it (0 without a range) to the bytes to send</param>
    public LocalServer(params Func<long, byte[]>[] answers)
    {
        _answers = new Queue<Func<long, byte[]>>(answers);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/some-file");
        _loop = Task.Run(ServeAsync);
    }

    /// <summary>Where the range of each request began; null where the client asked for the whole file.</summary>
    public List<long?> Asked { get; } = [];

    /// <summary>The last byte that each request asked for; null where it asked for all up to the end.</summary>
    public List<long?> Last { get; } = [];

    public Uri Address { get; }

    public static byte[] Status(string line) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>A server that knows ranges; <paramref name="cut"/> bytes come, then the connection breaks.</summary>
    public static Func<long, byte[]> Ranges(byte[] file, int cut = int.MaxValue) => from => Answer(
        from == 0 ? "200 OK" : $"206 Partial Content\r\nContent-Range: bytes {from}-{file.Length - 1}/{file.Length}",
        file[(int)from..], cut);

    /// <summary>A server that always sends the whole file.</summary>
    public static Func<long, byte[]> Whole(byte[] file, int cut = int.MaxValue) => _ => Answer("200 OK", file, cut);

    public void Dispose()
    {
        _over.Cancel();
        _loop.Wait();
        _listener.Stop();
        _over.Dispose();
    }

    private static byte[] Answer(string status, byte[] body, int cut) =>
    [
        .. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"),
        .. body.Take(cut),
    ];

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            request.AppendLine(line);
        var range = Regex.Match(request.ToString(), @"Range: bytes=(\d+)-(\d*)");
        Asked.Add(range.Success ? long.Parse(range.Groups[1].Value) : null);
        Last.Add(range.Groups[2].Length > 0 ? long.Parse(range.Groups[2].Value) : null);
        var answer = _answers.TryDequeue(out var next) ? next(Asked[^1] ?? 0) : Status("500 Unexpected");
        try
        {
            await stream.WriteAsync(answer);
        }
        catch (IOException)
        {
            // The client went away.
        }
    }
}
