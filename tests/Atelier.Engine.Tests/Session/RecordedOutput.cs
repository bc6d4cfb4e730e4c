using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

/// <summary>Keeps what a cell shows.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly object _gate = new();

    public List<string> Events { get; } = [];

    /// <summary>All that was shown, updates included.</summary>
    public List<DisplayData> Shown { get; } = [];

    public string StandardOutput { get; private set; } = "";

    public string StandardError { get; private set; } = "";

    public Queue<string> Answers { get; } = new();

    public void Write(string stream, string text)
    {
        lock (_gate)
        {
            Events.Add($"{stream}:{text}");
            if (stream == "stdout") StandardOutput += text;
            else StandardError += text;
            Monitor.PulseAll(_gate);
        }
    }

    public void Display(DisplayData value, string displayId)
    {
        Shown.Add(value);
        Events.Add($"display:{displayId}:{value.Data["text/plain"]}");
    }

    public void Update(DisplayData value, string displayId)
    {
        Shown.Add(value);
        Events.Add($"update:{displayId}:{value.Data["text/plain"]}");
    }

    public void Clear(bool wait) => Events.Add($"clear:{wait}");

    public string? Ask(string prompt, bool password)
    {
        Events.Add($"ask:{prompt}:{password}");
        return Answers.TryDequeue(out var answer) ? answer : null;
    }

    /// <summary>Waits until the cell has printed <paramref name="text"/>, on whatever stream.</summary>
    public bool WaitFor(string text, TimeSpan limit)
    {
        var until = DateTime.UtcNow + limit;
        lock (_gate)
        {
            while (!(StandardOutput + StandardError).Contains(text))
            {
                var left = until - DateTime.UtcNow;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) return false;
            }
            return true;
        }
    }
}
