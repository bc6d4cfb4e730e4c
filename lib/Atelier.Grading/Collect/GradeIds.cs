using System.Text;
using System.Text.Json;

namespace Atelier.Grading.Collect;

/// <summary>The grade ids in a file that may be a notebook, read without building it up in memory.</summary>
internal static class GradeIds
{
    /// <summary>The ids; what comes before the first fault where the file is no sound JSON.</summary>
    public static HashSet<string> In(string file)
    {
        var ids = new HashSet<string>();
        try
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            Read(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes, ids);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // Grading says what is wrong with it.
        }

        return ids;
    }

    private static void Read(ReadOnlySpan<byte> utf8, HashSet<string> ids)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("grade_id"u8) && reader.Read()
                && reader.TokenType == JsonTokenType.String)
                ids.Add(reader.GetString()!);
        }
    }
}
