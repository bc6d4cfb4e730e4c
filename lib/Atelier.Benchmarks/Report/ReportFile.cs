using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Benchmarks;

/// <summary>The figures for programs.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path, Machine machine, IReadOnlyList<Measurement> figures) =>
        File.WriteAllText(path, JsonSerializer.Serialize(new { machine, figures }, s_options) + "\n");
}
