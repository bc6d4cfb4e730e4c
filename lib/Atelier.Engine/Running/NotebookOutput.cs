using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>Writes what cells show into their notebook, as Jupyter does, within the limit for a cell.</summary>
/// <param name="limit">characters for a cell</param>
internal sealed class NotebookOutput(int limit) : ICellOutput
{
    private readonly Dictionary<string, (NotebookCell Cell, JsonObject Output)> _shown = [];
    private readonly Lock _gate = new();
    private NotebookCell? _cell;
    private int _left;
    private bool _clearNext;

    /// <summary>Sends what comes from now on to this cell, which is emptied.</summary>
    public void Begin(NotebookCell cell, int executionCount)
    {
        lock (_gate)
        {
            cell.ClearOutputs();
            cell.ExecutionCount = executionCount;
            (_cell, _left, _clearNext) = (cell, limit, false);
        }
    }

    /// <summary>Adds how the cell ended.</summary>
    public void End(CellRun run, int executionCount)
    {
        lock (_gate)
        {
            if (run.Value is { } value && Fits(value)) Target.AddData(value.Data, value.Metadata, executionCount);
            if (run.Error is { } error) Target.AddError(error.Name, error.Message, error.Traceback);
        }
    }

    /// <summary>Does something with the notebook while no output is written to it.</summary>
    public void Pause(Action action)
    {
        lock (_gate) action();
    }

    public void Write(string stream, string text)
    {
        lock (_gate)
        {
            if (_left > 0) Target.AddStream(stream, text.Length <= _left ? text : text[.._left]);
            Take(text.Length);
        }
    }

    public void Display(DisplayData value, string displayId)
    {
        lock (_gate)
        {
            if (Fits(value)) _shown[displayId] = (Target, Target.AddData(value.Data, value.Metadata, executionCount: null));
        }
    }

    public void Update(DisplayData value, string displayId)
    {
        lock (_gate)
        {
            if (Size(value) <= limit && _shown.TryGetValue(displayId, out var place))
                place.Cell.SetData(place.Output, value.Data, value.Metadata);
        }
    }

    public void Clear(bool wait)
    {
        lock (_gate)
        {
            if (wait) _clearNext = true;
            else Target.Outputs.Clear();
        }
    }

    public string? Ask(string prompt, bool password) => null;

    private NotebookCell Target
    {
        get
        {
            if (_clearNext) _cell!.Outputs.Clear();
            _clearNext = false;
            return _cell!;
        }
    }

    private bool Fits(DisplayData value)
    {
        var fits = Size(value) <= _left;
        Take(Size(value));
        return fits;
    }

    private void Take(int size)
    {
        if (_left > 0 && size > _left)
            Target.AddStream("stderr", $"\n[This cell showed more than {limit:n0} characters; the rest was left out.]\n");
        _left = Math.Max(0, _left - size);
    }

    private static int Size(DisplayData value) => value.Data.Sum(form => form.Value.Length);
}
