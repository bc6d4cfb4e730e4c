using System.Text.Json;

namespace Atelier.Kernel.Wire;

/// <summary>Reads what a front end sent, with a default for what is missing or of another kind.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(this JsonElement json, string name, bool otherwise) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : otherwise;

    public static int Number(this JsonElement json, string name, int otherwise) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : otherwise;
}
