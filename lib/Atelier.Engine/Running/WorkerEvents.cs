using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>
/// What comes from a worker: events on their pipe, and what native code prints past .NET's console. Code in a cell can write to
/// all of it: what is no event, or too much of one, ends the worker and not the runner.
/// </summary>
internal sealed class WorkerEvents
{
    private const int MostTokens = 10_000; // of JSON in a message: a value is one string in it

    private readonly Action _ready, _end;
    private volatile WorkerCell? _running;
    private bool _isReady;
    private long _heard;

    /// <summary>Begins to listen.</summary>
    /// <param name="process">the worker's process</param>
    /// <param name="events">the pipe of its events</param>
    /// <param name="most">bytes that an event may have</param>
    /// <param name="ready">is called once, when the worker's session is up</param>
    /// <param name="end">is called where the worker says what is no event</param>
    public WorkerEvents(Process process, Stream events, int most, Action ready, Action end)
    {
        (_ready, _end) = (ready, end);
        Ended = Task.WhenAll(
            Task.Run(() => ReadEvents(events, most)), ForwardAsync("stdout", process.StandardOutput),
            ForwardAsync("stderr", process.StandardError));
    }

    /// <summary>Is done when the worker can say no more.</summary>
    public Task Ended { get; }

    /// <summary>Bytes that have come.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>What it printed on standard error since the last cell began.</summary>
    public LastWords LastWords { get; } = new();

    /// <summary>What comes from now on is this cell's.</summary>
    public WorkerCell Begin(ICellOutput output)
    {
        LastWords.Clear();
        return _running = new WorkerCell(output);
    }

    private void ReadEvents(Stream events, int most)
    {
        using (events)
        {
            var lines = new BoundedLines(events, most);
            try
            {
                while (lines.Read() is { } line)
                {
                    Interlocked.Add(ref _heard, line.Length);
                    if (!Take(line.Span)) _end();
                }
            }
            catch (InvalidDataException)
            {
                _end();
            }
        }
    }

    private bool Take(ReadOnlySpan<byte> line)
    {
        try
        {
            NotebookJson.Count(line, MostTokens);
            var message = JsonNode.Parse(line)!.AsObject();
            if (message.Text(Messages.Kind) != Messages.Ready) _running?.Take(message);
            else if (!_isReady) _ready();
            _isReady = true;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException
            or FormatException or OverflowException or KeyNotFoundException)
        {
            return false;
        }
    }

    // Not by lines: one need not end.
    private async Task ForwardAsync(string stream, StreamReader from)
    {
        var buffer = new char[1 << 14];
        while (await from.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var length)
        {
            Interlocked.Add(ref _heard, length);
            var text = new string(buffer, 0, length);
            if (stream == "stderr") LastWords.Add(text);
            _running?.Print(stream, text);
        }
    }
}
