using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>
/// What a runner and its worker say to each other: one JSON object a line, commands one way, events the other, on two pipes of
/// their own, so that the worker's standard output stays the notebook's.
/// </summary>
internal static class Messages
{
    public const string Kind = "kind";
    public const string Run = "run", Interrupt = "interrupt";
    public const string Ready = "ready", Stream = "stream", Display = "display", Update = "update", Clear = "clear",
        Done = "done";

    public static JsonObject Of(string kind, params (string Key, JsonNode? Value)[] fields)
    {
        var message = new JsonObject { [Kind] = kind };
        foreach (var (key, value) in fields) message[key] = value;
        return message;
    }

    public static string Text(this JsonObject message, string key) => message[key]?.GetValue<string>() ?? "";

    public static JsonObject Write(DisplayData value) => new()
    {
        ["data"] = new JsonObject(value.Data.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)form.Value))),
        ["metadata"] = value.Metadata.DeepClone(),
    };

    public static DisplayData ReadDisplay(JsonNode? message) => new(
        message!["data"]!.AsObject().ToDictionary(form => form.Key, form => form.Value!.GetValue<string>()),
        message["metadata"]!.DeepClone().AsObject());

    public static JsonObject Write(CellError error) => new()
    {
        ["errorKind"] = error.Kind.ToString(),
        ["name"] = error.Name,
        ["message"] = error.Message,
        ["line"] = error.Line,
        ["column"] = error.Column,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    public static CellError ReadError(JsonNode message) => new(
        Enum.Parse<CellErrorKind>(message["errorKind"]!.GetValue<string>()),
        message["name"]!.GetValue<string>(),
        message["message"]!.GetValue<string>(),
        message["line"]?.GetValue<int>(),
        message["column"]?.GetValue<int>(),
        [.. message["traceback"]!.AsArray().Select(line => line!.GetValue<string>())]);
}
