using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>One output of an executed cell.</summary>
internal sealed class Output(JsonObject json)
{
    public string Type => (string)json["output_type"]!;

    /// <summary>What was printed, where this output is text on stdout or stderr.</summary>
    public string? Stream => Text(json["text"]);

    public string? Error => Type == "error" ? $"{json["ename"]}: {json["evalue"]}" : null;

    public string? Alt => (string?)json["metadata"]?["alt"];

    public JsonNode? Check => json["metadata"]?["check"];

    /// <summary>The form of this MIME type, or null where there is none.</summary>
    public string? Data(string mimeType) => Text(json["data"]?[mimeType]);

    private static string? Text(JsonNode? text) => text switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string)line!)),
        JsonNode one => (string?)one,
        null => null,
    };
}
