using System.Text.Json.Nodes;

namespace Atelier.Kernel.Wire;

/// <summary>A message to a front end.</summary>
/// <param name="Identities">the route to one front end; on the IOPub channel, the topic</param>
/// <param name="Type">what Jupyter calls it: <c>status</c>, <c>execute_reply</c></param>
/// <param name="Parent">the request that caused it, or null</param>
/// <param name="Content">a JSON object</param>
internal sealed record OutgoingMessage(IReadOnlyList<byte[]> Identities, string Type, MessageHeader? Parent, JsonObject Content);
