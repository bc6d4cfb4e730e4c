using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>One output of an executed cell.</summary>
internal sealed class Output(JsonObject json)
{
    public string Type => (string)json["output_type"]!;

    public string? Error => Type == "error" ? $"{json["ename"]}: {json["evalue"]}" : null;

    public string? Alt => (string?)json["metadata"]?["alt"];

    public JsonNode? Check => json["metadata"]?["check"];

    /// <summary>The form of this MIME type, or null where there is none.</summary>
    public string? Data(string mimeType) => json["data"]?[mimeType] switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string)line!)),
        JsonNode text => (string?)text,
        null => null,
    };
}
