using System.Text;

namespace Atelier.Engine.Session;

/// <summary>
/// Takes what cells print and show, in order, and delivers it from a thread of its own: a cell that is stopped in the middle of a
/// line cannot leave half a message behind. Text that comes within a few milliseconds goes out together.
/// </summary>
internal sealed class OutputPump : IDisposable
{
    private const int GatherMilliseconds = 20;
    private const int MaxText = 1 << 20;

    private readonly object _gate = new();
    private readonly StringBuilder _text = new();
    private List<Action> _ready = [];
    private (ICellOutput Output, string Stream)? _textFor;
    private bool _hurry, _delivering, _ended;

    public OutputPump() => new Thread(Deliver) { IsBackground = true, Name = "cell output" }.Start();

    /// <summary>Queues text. A cell that prints faster than its output is taken waits here.</summary>
    public void Write(ICellOutput output, string stream, ReadOnlySpan<char> text)
    {
        try { }
        finally // code in a finally block is not aborted: an interruption cannot break the queue
        {
            lock (_gate)
            {
                while (_text.Length > MaxText && !_ended) Monitor.Wait(_gate);
                if (_textFor != (output, stream)) SealText();
                _textFor = (output, stream);
                _text.Append(text);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Queues anything else.</summary>
    public void Post(Action deliver)
    {
        try { }
        finally
        {
            lock (_gate)
            {
                SealText();
                _ready.Add(deliver);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Returns when all that was queued has been delivered.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _hurry = true;
            Monitor.PulseAll(_gate);
            while (HasWork || _delivering) Monitor.Wait(_gate);
            _hurry = false;
        }
    }

    public void Dispose()
    {
        Flush();
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool HasWork => _ready.Count > 0 || _text.Length > 0;

    private void SealText()
    {
        if (_text.Length == 0 || _textFor is not var (output, stream)) return;
        var text = _text.ToString();
        _text.Clear();
        _ready.Add(() => output.Write(stream, text));
    }

    private void Deliver()
    {
        while (TakeReady() is { } ready)
        {
            foreach (var deliver in ready) deliver();
        }
    }

    private List<Action>? TakeReady()
    {
        lock (_gate)
        {
            _delivering = false;
            Monitor.PulseAll(_gate);
            while (!HasWork && !_ended) Monitor.Wait(_gate);
            if (!HasWork) return null;
            if (!_hurry) Gather();
            SealText();
            (var ready, _ready) = (_ready, []);
            _delivering = true;
            return ready;
        }
    }

    private void Gather()
    {
        var until = Environment.TickCount64 + GatherMilliseconds;
        while (!_hurry && _text.Length <= MaxText && until - Environment.TickCount64 is > 0 and var left)
            Monitor.Wait(_gate, (int)left);
    }
}
