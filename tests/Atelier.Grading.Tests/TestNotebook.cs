using System.Text.Json.Nodes;

namespace Atelier.Grading.Tests;

/// <summary>Writes small notebooks.</summary>
internal sealed class TestNotebook : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grading-test-").FullName;
    private readonly JsonArray _cells = [];

    public string Path => System.IO.Path.Combine(_folder, "ps1.ipynb");

    public string Folder => _folder;

    public TestNotebook Text(string id, string source, JsonObject? nbgrader = null, params string[] tags) =>
        Add("markdown", id, source, nbgrader, tags);

    public TestNotebook Code(string id, string source, JsonObject? nbgrader = null, params string[] tags) =>
        Add("code", id, source, nbgrader, tags);

    /// <summary>A cell that the student writes.</summary>
    public TestNotebook Solution(string id, string source) => Code(id, source, Grade(id, solution: true));

    /// <summary>A cell that tests the student's code.</summary>
    public TestNotebook Test(string id, string source, double points = 1) =>
        Code(id, source, Grade(id, graded: true, locked: true, points: points));

    /// <summary>Adds to the metadata of the last cell.</summary>
    public TestNotebook Metadata(string name, JsonNode value)
    {
        _cells[^1]!["metadata"]![name] = value;
        return this;
    }

    public static JsonObject Grade(string id, bool graded = false, bool solution = false, bool locked = false,
        double? points = null)
    {
        var nbgrader = new JsonObject
        {
            ["grade"] = graded,
            ["grade_id"] = id,
            ["locked"] = locked,
            ["schema_version"] = GradeCell.SchemaVersion,
            ["solution"] = solution,
            ["task"] = false,
        };
        if (points is not null) nbgrader["points"] = points;
        return nbgrader;
    }

    public string Write()
    {
        var notebook = new JsonObject
        {
            ["cells"] = _cells.DeepClone(),
            ["metadata"] =
                new JsonObject
                {
                    ["kernelspec"] =
                    new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" }
                },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Path, notebook.ToJsonString());
        return Path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TestNotebook Add(string type, string id, string source, JsonObject? nbgrader, string[] tags)
    {
        var metadata = new JsonObject();
        if (nbgrader is not null) metadata["nbgrader"] = nbgrader;
        if (tags.Length > 0) metadata["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]);
        var cell = new JsonObject
        {
            ["cell_type"] = type,
            ["id"] = id,
            ["metadata"] = metadata,
            ["source"] =
            new JsonArray([.. Lines(source)])
        };
        if (type == "code") (cell["execution_count"], cell["outputs"]) = (null, new JsonArray());
        _cells.Add(cell);
        return this;
    }

    private static IEnumerable<JsonNode> Lines(string source)
    {
        var lines = source.Split('\n');
        return lines.Select((line, i) => (JsonNode)(i < lines.Length - 1 ? line + "\n" : line));
    }
}
