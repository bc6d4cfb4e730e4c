using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>The cell that a worker is at: passes on what it shows, and knows when it is done.</summary>
internal sealed class WorkerCell(ICellOutput output)
{
    private readonly TaskCompletionSource<CellRun> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    public Task<CellRun> Result => _done.Task;

    public void Print(string stream, string text)
    {
        lock (_gate) output.Write(stream, text);
    }

    public void Take(JsonObject message)
    {
        lock (_gate)
        {
            switch (message.Text(Messages.Kind))
            {
                case Messages.Stream: output.Write(message.Text("name"), message.Text("text")); break;
                case Messages.Display: output.Display(Messages.ReadDisplay(message["value"]), message.Text("id")); break;
                case Messages.Update: output.Update(Messages.ReadDisplay(message["value"]), message.Text("id")); break;
                case Messages.Clear: output.Clear(message["wait"]!.GetValue<bool>()); break;
                case Messages.Done: _done.TrySetResult(Done(message)); break;
            }
        }
    }

    private static CellRun Done(JsonObject message)
    {
        var value = message["value"] is { } shown ? Messages.ReadDisplay(shown) : null;
        if (message["error"] is not { } failure) return new CellRun(CellOutcome.Passed, value, null);
        var error = Messages.ReadError(failure);
        return new CellRun(error.Kind switch
        {
            CellErrorKind.Compile => CellOutcome.CompileError,
            CellErrorKind.Interrupted => CellOutcome.Interrupted,
            _ => CellOutcome.Error,
        }, value, error);
    }
}
