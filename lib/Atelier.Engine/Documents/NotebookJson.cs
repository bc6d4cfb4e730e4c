using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>
/// JSON as Jupyter writes it: one space for each level, <c>": "</c> after a key, only what must be escaped is escaped, keys in
/// the order that the document has, and a final newline. .NET's own writer escapes more (no-break spaces, private-use
/// characters).
/// </summary>
public static class NotebookJson
{
    /// <summary>Levels of nesting that are read; a notebook with outputs needs about ten.</summary>
    public const int MaxDepth = 200;

    private const int MaxTokens = 2_000_000;

    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>
    /// Reads JSON. Throws <see cref="JsonException"/> for anything but one well-formed value of reasonable size.
    /// </summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        Count(utf8, MaxTokens);
        var node = JsonNode.Parse(utf8, documentOptions: s_reading);
        try
        {
            Decode(node);
            return node;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a string that is not valid Unicode", e);
        }
    }

    /// <summary>
    /// Throws <see cref="JsonException"/> for more values and brackets than <paramref name="most"/>: a few bytes of text can be
    /// hundreds of memory.
    /// </summary>
    public static void Count(ReadOnlySpan<byte> utf8, int most, int depth = MaxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = depth });
        for (var count = 0; reader.Read(); count++)
            if (count == most) throw new JsonException($"more than {most} values and brackets");
    }

    // Every string is decoded here, so that a broken escape shows now and not in the middle of a run.
    private static void Decode(JsonNode? node)
    {
        if (node is JsonObject fields)
            foreach (var (_, value) in fields) Decode(value);
        else if (node is JsonArray items)
            foreach (var item in items) Decode(item);
        else if (node?.GetValueKind() == JsonValueKind.String)
            node.GetValue<string>();
    }

    /// <summary>The text of <paramref name="node"/>, final newline included.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        WriteValue(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void WriteValue(StringBuilder text, JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                WriteItems(text, fields, '{', '}', level, field =>
                {
                    WriteString(text, field.Key);
                    text.Append(": ");
                    WriteValue(text, field.Value, level + 1);
                });
                break;
            case JsonArray { Count: > 0 } items:
                WriteItems(text, items, '[', ']', level, item => WriteValue(text, item, level + 1));
                break;
            case JsonObject: text.Append("{}"); break;
            case JsonArray: text.Append("[]"); break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>()); break;
            case JsonValue value: text.Append(value.ToJsonString()); break;
            default: text.Append("null"); break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, IEnumerable<T> items, char open, char close, int level, Action<T> write)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(' ', level + 1);
            write(item);
            separator = ",\n";
        }
        text.Append('\n').Append(' ', level).Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append($"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }
}
