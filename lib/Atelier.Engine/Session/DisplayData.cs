using System.Text.Json.Nodes;

namespace Atelier.Engine.Session;

/// <summary>A value, rendered.</summary>
/// <param name="Data">
/// MIME type to content: text, base64 for pictures, JSON text for JSON types. <c>text/plain</c> is always there
/// </param>
/// <param name="Metadata">the output's metadata, such as alt text</param>
public sealed record DisplayData(IReadOnlyDictionary<string, string> Data, JsonObject Metadata);
