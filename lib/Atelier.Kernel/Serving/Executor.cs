using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Atelier.Kernel.Outputs;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>Runs cells, one at a time, and publishes what comes of them.</summary>
internal sealed class Executor(
    CSharpSession session, IOPub iopub, InputChannel input, SessionMark mark, Func<string, JsonObject> inspect)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private readonly LatestFailure _failure = new();
    private int _count;

    public History History { get; } = new();

    /// <summary>Answers an <c>execute_request</c>; one that waited while another failed is not run.</summary>
    public JsonObject Execute(IncomingMessage request)
    {
        if (_failure.Stops(request))
            return With(new() { ["status"] = "aborted" }, "execution_count", _count);
        using var interruption = new CancellationTokenSource();
        lock (_gate)
            _running = interruption;
        try
        {
            return Execute(request, interruption.Token);
        }
        finally
        {
            lock (_gate)
                _running = null;
        }
    }

    /// <summary>Stops the running cell, if there is one.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    private JsonObject Execute(IncomingMessage request, CancellationToken interrupted)
    {
        var code = request.Content.Text("code") ?? "";
        var silent = request.Content.Flag("silent", false);
        var stored = !silent && request.Content.Flag("store_history", true);
        if (stored)
            _count++;
        if (!silent)
            Publish(request, "execute_input", new() { ["code"] = code, ["execution_count"] = _count });

        if (!silent && mark.TakeNotice() is { } notice)
            Publish(request, "stream", new() { ["name"] = "stderr", ["text"] = notice });
        if (Pager.Question(code) is { } name)
            return Answer(request, name);
        ICellOutput output = silent ? new NoOutput() : new CellOutput(iopub, input, request, interrupted);
        mark.Begin(_count);
        var result = session.ExecuteAsync(code, $"cell {_count}", output, interrupted).GetAwaiter().GetResult();
        mark.End(_count);
        if (!silent)
            Show(request, result);
        if (!result.Succeeded && request.Content.Flag("stop_on_error", true))
            _failure.Happened();
        if (stored)
            History.Add(_count, code, result.Value?.Data.GetValueOrDefault("text/plain"));
        return Reply(result, request.Content, interrupted);
    }

    private JsonObject Answer(IncomingMessage request, string name)
    {
        var payload = Pager.Payload(inspect(name));
        if (payload.Count == 0)
            Publish(request, "stream", new() { ["name"] = "stderr", ["text"] = $"Nothing is known here by the name {name}.\n" });
        return With(Ok(payload, []), "execution_count", _count);
    }

    private void Show(IncomingMessage request, CellResult result)
    {
        if (result.Warnings.Count > 0)
            Publish(request, "display_data", DisplayContent.Of(Warnings.Render(result.Warnings)));
        if (result.Error is { } error)
            Publish(request, "error", Content(error));
        else if (result.Value is { } value)
            Publish(request, "execute_result", With(DisplayContent.Of(value), "execution_count", _count));
    }

    private JsonObject Reply(CellResult result, JsonElement request, CancellationToken interrupted)
    {
        var reply = result.Error is { } error ? With(Content(error), "status", "error") : Ok([], Evaluate(request, interrupted));
        return With(reply, "execution_count", _count);
    }

    private static JsonObject Ok(JsonArray payload, JsonObject expressions) =>
        new() { ["status"] = "ok", ["payload"] = payload, ["user_expressions"] = expressions };

    private JsonObject Evaluate(JsonElement request, CancellationToken interrupted)
    {
        var values = new JsonObject();
        if (request.TryGetProperty("user_expressions", out var expressions) && expressions.ValueKind == JsonValueKind.Object)
            foreach (var expression in expressions.EnumerateObject())
                values[expression.Name] = Evaluate(expression.Value.ToString(), interrupted);
        return values;
    }

    private JsonObject Evaluate(string expression, CancellationToken interrupted)
    {
        var result = session.ExecuteAsync(expression, "expression", new NoOutput(), interrupted).GetAwaiter().GetResult();
        return result.Error is { } error
            ? With(Content(error), "status", "error")
            : With(DisplayContent.Of(result.Value ?? new DisplayData(new Dictionary<string, string>(), [])), "status", "ok");
    }

    private static JsonObject Content(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback]),
    };

    private static JsonObject With(JsonObject content, string name, JsonNode value)
    {
        content[name] = value;
        return content;
    }

    private void Publish(IncomingMessage request, string type, JsonObject content) =>
        iopub.Publish(type, request.Header, content);
}
