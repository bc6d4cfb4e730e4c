using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier.Engine.Session;

/// <summary>Renders values with the formatters of Microsoft.DotNet.Interactive.Formatting.</summary>
internal static class Rendering
{
    private const string PlainText = "text/plain";
    private const string Metadata = "application/vnd.atelier.metadata+json";

    /// <summary>
    /// All preferred MIME types of the value's type, or those that are asked for, and plain text. A string that is shown as a
    /// named type is that type's content.
    /// </summary>
    public static DisplayData Render(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        if (value is DisplayData rendered) return rendered;
        if (value is string text && mimeTypes.Count > 0)
            return new DisplayData(mimeTypes.Append(PlainText).Distinct().ToDictionary(type => type, _ => text), []);
        if (mimeTypes.Count == 0) mimeTypes = [.. Formatter.GetPreferredMimeTypesFor(value?.GetType())];
        var data = mimeTypes.Append(PlainText).Distinct().ToDictionary(mimeType => mimeType,
            mimeType => value.ToDisplayString(mimeType));
        var metadata = data.Remove(Metadata, out var json) ? JsonNode.Parse(json) as JsonObject : null;
        return new DisplayData(data, metadata ?? []);
    }
}
