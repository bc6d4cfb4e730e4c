using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Kernel.Outputs;

/// <summary>The content of messages that carry a rendered value.</summary>
internal static class DisplayContent
{
    /// <summary>Data and metadata; Jupyter wants the JSON types as JSON, all others as text.</summary>
    public static JsonObject Of(DisplayData value)
    {
        var data = new JsonObject();
        foreach (var (mimeType, text) in value.Data)
            data[mimeType] = mimeType.EndsWith("json", StringComparison.Ordinal) ? Json(text) : text;
        return new() { ["data"] = data, ["metadata"] = value.Metadata.DeepClone() };
    }

    /// <summary>The same with the name under which it can be replaced.</summary>
    public static JsonObject Of(DisplayData value, string displayId)
    {
        var content = Of(value);
        content["transient"] = new JsonObject { ["display_id"] = displayId };
        return content;
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
