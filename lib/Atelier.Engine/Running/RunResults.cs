using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Engine.Running;

/// <summary>A run's results as JSON, for programs.</summary>
public static class RunResults
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes <c>{ "notebooks": [ … ] }</c>, a <see cref="NotebookReport"/> each.</summary>
    public static void Write(string file, IReadOnlyList<NotebookReport> reports) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new { notebooks = reports }, s_json));
}
