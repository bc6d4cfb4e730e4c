using System.Text.Json;

namespace Atelier.Kernel.Wire;

/// <summary>A message from a front end, its signature checked.</summary>
/// <param name="Identities">the route back to the front end</param>
/// <param name="Header">its own header</param>
/// <param name="Parent">the header of the message it answers, or null</param>
/// <param name="Content">a JSON object</param>
internal sealed record IncomingMessage(IReadOnlyList<byte[]> Identities, MessageHeader Header, MessageHeader? Parent,
    JsonElement Content)
{
    /// <summary>When it came.</summary>
    public DateTimeOffset Arrived { get; } = DateTimeOffset.UtcNow;
}
