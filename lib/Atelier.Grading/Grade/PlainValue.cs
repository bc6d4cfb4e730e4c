using System.Text;
using System.Text.Json;
using Atelier.Engine.Documents;
using Atelier.Engine.Session;

namespace Atelier.Grading.Grade;

/// <summary>
/// Reads a value that came as plain data (<see cref="PlainData"/>). Anybody may have written it: what is not there reads as
/// empty.
/// </summary>
public static class PlainValue
{
    // A level of a value is two of JSON.
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 200, AllowDuplicateProperties = false };

    // A part of a value is ten words and brackets at most (an object with one field); a few characters that are none of these
    // would be hundreds of bytes of memory.
    private const int MostTokens = 10 * PlainData.MostParts;

    /// <summary>A value that is none, with the reason.</summary>
    public static JsonElement Incomplete(string why) => JsonSerializer.SerializeToElement(
        new Dictionary<string, string> { ["type"] = "incomplete", ["why"] = why });

    /// <summary>Reads the JSON text; what is no sound JSON, or too much of it, is an incomplete value.</summary>
    public static JsonElement Parse(string json)
    {
        if (json.Length > PlainData.MostCharacters) return Incomplete("it is too large");
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            NotebookJson.Count(utf8, MostTokens, s_reading.MaxDepth);
            return JsonElement.Parse(utf8, s_reading);
        }
        catch (JsonException)
        {
            return Incomplete("it is broken");
        }
    }

    /// <summary>Why a value, or some part of it, cannot be compared; null where all of it can.</summary>
    public static string? Gap(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when KindOf(value) == "incomplete" => Text(value, "why"),
        JsonValueKind.Object => value.EnumerateObject().Select(field => Gap(field.Value)).FirstOrDefault(why => why is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(Gap).FirstOrDefault(why => why is not null),
        _ => null,
    };

    internal static string KindOf(JsonElement value) => Text(value, "type") is { Length: > 0 } type ? type : "nothing";

    internal static string Text(JsonElement value, string key) =>
        Field(value, key) is { ValueKind: not JsonValueKind.Undefined } field ? field.ToString() : "";

    internal static JsonElement Field(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var field) ? field : default;

    internal static JsonElement[] Items(JsonElement value) => Field(value, "items") is { ValueKind: JsonValueKind.Array } items
        ? [.. items.EnumerateArray()]
        : [];

    internal static Dictionary<string, JsonElement> Fields(JsonElement value) =>
        Field(value, "fields") is { ValueKind: JsonValueKind.Object } fields
            ? fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value)
            : [];

    internal static string Shape(JsonElement value) => Field(value, "shape") is { ValueKind: JsonValueKind.Array } shape
        ? $"[{string.Join(", ", shape.EnumerateArray())}]"
        : "[]";
}
