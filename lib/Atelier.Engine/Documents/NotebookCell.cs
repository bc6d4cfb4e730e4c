using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>One cell: a view of its JSON, which keeps all that this class does not know.</summary>
/// <param name="json">the cell's object in the document</param>
/// <param name="asLines">whether long strings are written as lists of lines</param>
public sealed class NotebookCell(JsonObject json, bool asLines)
{
    /// <summary>The cell's JSON.</summary>
    public JsonObject Json => json;

    /// <summary>The cell's id (nbformat 4.5), or null.</summary>
    public string? Id => MultilineText.Read(json["id"]) is { Length: > 0 } id ? id : null;

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Type => MultilineText.Read(json["cell_type"]);

    /// <summary>Whether the cell is code.</summary>
    public bool IsCode => Type == "code";

    /// <summary>The cell's text.</summary>
    public string Source
    {
        get => MultilineText.Read(json["source"]);
        set => json["source"] = MultilineText.Write(value, asLines);
    }

    /// <summary>The cell's metadata; made where the cell has none.</summary>
    public JsonObject Metadata => json["metadata"] as JsonObject ?? Add("metadata", new JsonObject());

    /// <summary>The outputs of a code cell; made where the cell has none.</summary>
    public JsonArray Outputs => json["outputs"] as JsonArray ?? Add("outputs", new JsonArray());

    /// <summary>The cell's tags, as in Jupyter's <c>metadata.tags</c>.</summary>
    public IReadOnlyList<string> Tags => json["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags
        ? [.. tags.Select(MultilineText.Read)]
        : [];

    /// <summary>
    /// The cell's part in slides, as in Jupyter's <c>metadata.slideshow.slide_type</c>: <c>slide</c>, <c>subslide</c>,
    /// <c>fragment</c>, <c>skip</c> or <c>notes</c>; empty or <c>-</c> where it goes on with the slide before.
    /// </summary>
    public string SlideType => json["metadata"] is JsonObject metadata && metadata["slideshow"] is JsonObject slideshow
        ? MultilineText.Read(slideshow["slide_type"])
        : "";

    /// <summary>The number in <c>In [n]</c>, or null.</summary>
    public int? ExecutionCount
    {
        get => json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => json["execution_count"] = value;
    }

    /// <summary>Removes what an earlier run left: outputs and execution count.</summary>
    public void ClearOutputs()
    {
        Outputs.Clear();
        ExecutionCount = null;
    }

    /// <summary>Adds text to a stream: to the last output where that is the same stream, else as a new output.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c></param>
    /// <param name="text">the text</param>
    public void AddStream(string name, string text)
    {
        if (Outputs.LastOrDefault() is JsonObject last && MultilineText.Read(last["name"]) == name && last["text"] is { } before)
            last["text"] = MultilineText.Write(MultilineText.Read(before) + text, asLines);
        else
            Outputs.Add(
                new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = MultilineText.Write(text, asLines) });
    }

    /// <summary>Adds a shown value.</summary>
    /// <param name="data">MIME type to content</param>
    /// <param name="metadata">the output's metadata</param>
    /// <param name="executionCount">the count of an <c>execute_result</c>; null for <c>display_data</c></param>
    /// <returns>the new output, which <see cref="SetData"/> can change later</returns>
    public JsonObject AddData(IReadOnlyDictionary<string, string> data, JsonObject metadata, int? executionCount)
    {
        var output = new JsonObject { ["data"] = null };
        if (executionCount is { } count) output["execution_count"] = count;
        output["metadata"] = null;
        output["output_type"] = executionCount is null ? "display_data" : "execute_result";
        SetData(output, data, metadata);
        Outputs.Add(output);
        return output;
    }

    /// <summary>Replaces what an output shows.</summary>
    public void SetData(JsonObject output, IReadOnlyDictionary<string, string> data, JsonObject metadata)
    {
        output["data"] = new JsonObject(data.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => KeyValuePair.Create(item.Key, DataNode(item.Key, item.Value))));
        output["metadata"] = metadata.DeepClone();
    }

    /// <summary>Adds an error.</summary>
    public void AddError(string name, string message, IEnumerable<string> traceback) => Outputs.Add(new JsonObject
    {
        ["ename"] = name,
        ["evalue"] = message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    });

    private JsonNode? DataNode(string mimeType, string content) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal)
            ? JsonNode.Parse(content)
            : MultilineText.Write(content, asLines && MultilineText.IsSplit(mimeType));

    private T Add<T>(string key, T child) where T : JsonNode
    {
        json[key] = child;
        return child;
    }
}
