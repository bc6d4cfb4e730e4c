using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Kernel.Wire;

/// <summary>
/// Jupyter's wire format: identities, a delimiter, a signature, then header, parent, metadata and content as JSON. The
/// signature is the HMAC-SHA256 of these four under the connection file's key, or empty where there is no key.
/// </summary>
internal sealed class MessageCodec(string key)
{
    private static readonly byte[] s_delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] s_emptyObject = "{}"u8.ToArray();
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <returns>the message, or null where the frames are malformed or their signature is wrong</returns>
    public IncomingMessage? Read(IReadOnlyList<byte[]> frames)
    {
        var start = 0;
        while (start < frames.Count && !frames[start].AsSpan().SequenceEqual(s_delimiter))
            start++;
        if (frames.Count < start + 6 || !IsSigned(frames, start + 1))
            return null;
        try
        {
            var parent = frames[start + 3];
            using var content = JsonDocument.Parse(frames[start + 5]);
            return content.RootElement.ValueKind == JsonValueKind.Object && MessageHeader.Parse(frames[start + 2]) is { } header
                ? new IncomingMessage([.. frames.Take(start)], header, MessageHeader.Parse(parent), content.RootElement.Clone())
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8 or half a surrogate pair.
            return null;
        }
    }

    public List<byte[]> Write(OutgoingMessage message)
    {
        byte[][] parts =
            [MessageHeader.Create(message.Type).Json, message.Parent?.Json
                ?? s_emptyObject, s_emptyObject, Bytes(message.Content)];
        return [.. message.Identities, s_delimiter, Sign(parts), .. parts];
    }

    private bool IsSigned(IReadOnlyList<byte[]> frames, int signature) =>
        CryptographicOperations.FixedTimeEquals(frames[signature], Sign(frames.Skip(signature + 1).Take(4)));

    private byte[] Sign(IEnumerable<byte[]> parts)
    {
        if (_key.Length == 0)
            return [];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hmac.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    private static byte[] Bytes(JsonObject content)
    {
        using var bytes = new MemoryStream();
        using (var json =
            new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            content.WriteTo(json);
        return bytes.ToArray();
    }
}
