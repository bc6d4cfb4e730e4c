using System.Globalization;
using System.Text.Json;

namespace Atelier.Kernel.Wire;

/// <summary>A message's header, and its bytes as they travel: a reply carries them back unchanged as its parent.</summary>
internal sealed record MessageHeader(string Id, string Type, string Session, string Username, DateTimeOffset? Date, byte[] Json)
{
    /// <summary>The version of Jupyter's messaging protocol.</summary>
    public const string ProtocolVersion = "5.4";

    private static readonly string s_ours = Guid.NewGuid().ToString("N");
    private static long s_count;

    /// <summary>A new header from this kernel.</summary>
    public static MessageHeader Create(string type, string username = "kernel")
    {
        var id = $"{s_ours}_{Interlocked.Increment(ref s_count)}";
        var date = DateTimeOffset.UtcNow;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("msg_id", id);
            json.WriteString("session", s_ours);
            json.WriteString("username", username);
            json.WriteString("date", date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            json.WriteString("msg_type", type);
            json.WriteString("version", ProtocolVersion);
            json.WriteEndObject();
        }
        return new MessageHeader(id, type, s_ours, username, date, bytes.ToArray());
    }

    /// <returns>the header, or null where the bytes are none</returns>
    public static MessageHeader? Parse(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var json = document.RootElement;
        if (json.ValueKind != JsonValueKind.Object || json.Text("msg_id") is not { } id || json.Text("msg_type") is not { } type)
            return null;
        DateTimeOffset? date = DateTimeOffset.TryParse(json.Text("date"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var sent) ? sent : null;
        return new MessageHeader(id, type, json.Text("session") ?? "", json.Text("username") ?? "", date, bytes);
    }
}
