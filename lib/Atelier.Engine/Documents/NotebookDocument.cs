using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>
/// A notebook of Jupyter's format, nbformat 4.x. What this class does not know is kept, and a file that Jupyter wrote is written
/// back byte for byte (https://nbformat.readthedocs.io/en/latest/format_description.html).
/// </summary>
public sealed class NotebookDocument
{
    private NotebookDocument(JsonObject json, JsonArray cells)
    {
        Json = json;
        var asLines = !cells.Any(cell => cell!["source"] is JsonValue);
        Cells = [.. cells.Select(cell => new NotebookCell((JsonObject)cell!, asLines))];
    }

    /// <summary>The whole document.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; private set; }

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="NotebookException">The file is not there or is no notebook of nbformat 4.</exception>
    public static NotebookDocument Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException(File.Exists(path) ? $"{path} cannot be read: {e.Message}" : $"{path} is not there");
        }
    }

    /// <summary>Reads a notebook's bytes; <paramref name="name"/> is what errors call it.</summary>
    /// <exception cref="NotebookException">These are not the bytes of a notebook of nbformat 4.</exception>
    public static NotebookDocument Parse(ReadOnlySpan<byte> utf8, string name)
    {
        if (Path.GetExtension(name) is ".dib" or ".csx" or ".py")
            throw new NotebookException(
                $"{name} is a script, and a notebook (.ipynb) is needed: Visual Studio Code saves the one as the other");
        if (utf8.IndexOfAnyExcept(" \t\r\n\0"u8) < 0) throw new NotebookException($"{name} is empty");
        JsonNode? json;
        try
        {
            json = NotebookJson.Parse(utf8);
        }
        catch (JsonException e)
        {
            throw new NotebookException($"{name} is not valid JSON: {OneLine(e.Message)}");
        }
        return Check(json, name);
    }

    /// <summary>Removes the cells of which <paramref name="what"/> is true.</summary>
    public void Remove(Func<NotebookCell, bool> what)
    {
        var cells = (JsonArray)Json["cells"]!;
        foreach (var cell in Cells.Where(what)) cells.Remove(cell.Json);
        Cells = [.. Cells.Where(cell => cell.Json.Parent is not null)];
    }

    /// <summary>The document as Jupyter would write it.</summary>
    public string Write() => NotebookJson.Write(Json);

    /// <summary>Writes the file at once or not at all: a reader never sees half of it.</summary>
    public void Save(string path) => WholeFile.Write(path, Write());

    private static NotebookDocument Check(JsonNode? json, string name)
    {
        if (json is not JsonObject notebook || notebook["nbformat"] is not JsonValue version
            || !version.TryGetValue(out int format))
            throw new NotebookException($"{name} is no notebook: it has no \"nbformat\" number");
        if (format != 4)
            throw new NotebookException(
                $"{name} is of nbformat {format}, and 4 is needed: jupyter nbconvert --to notebook converts it");
        if (notebook["cells"] is not JsonArray cells || !cells.All(cell => cell is JsonObject))
            throw new NotebookException($"{name} is no notebook: it has no list of \"cells\"");
        return new NotebookDocument(notebook, cells);
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
