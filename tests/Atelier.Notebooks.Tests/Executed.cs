using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>
/// All notebooks, run at smoke scale by the command that students use. Behind an instructor's last cell all of its cells run once
/// more, from the last to the first: what a reader does who goes back.
/// </summary>
public sealed class Executed : IAsyncLifetime
{
    private const string Again = "again-";

    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-notebooks-").FullName;

    private SmokeRun? _instructor, _student;

    public async ValueTask InitializeAsync()
    {
        var twice = Directory.CreateDirectory(Path.Combine(_folder, "twice")).FullName;
        foreach (var name in Notebook.InstructorNames)
        {
            var notebook = Notebook.Open($"instructor/{name}");
            var cells = notebook.Json["cells"]!.AsArray();
            foreach (var cell in notebook.CodeCells.Reverse()) cells.Add(CopyOf(cell));
            await File.WriteAllTextAsync(Path.Combine(twice, name), notebook.Json.ToJsonString());
        }

        // Side by side: a lesson at smoke scale computes half of its time on one core, and on none while a process starts.
        var runs = await Task.WhenAll(
            SmokeRun.Of(twice, Path.Combine(_folder, "instructor")),
            SmokeRun.Of(Notebook.Folder, Path.Combine(_folder, "student")));
        (_instructor, _student) = (runs[0], runs[1]);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Notebook Instructor(string name) => Half(name, again: false);

    /// <summary>The second run of each cell, the last cell first.</summary>
    internal Notebook InstructorAgain(string name) => Half(name, again: true);

    internal Notebook Student(string name) => _student!.Open(name);

    private static JsonNode CopyOf(Cell cell)
    {
        var copy = cell.Json.DeepClone();
        copy["id"] = Again + cell.Id;
        copy["metadata"] = new JsonObject();
        return copy;
    }

    private Notebook Half(string name, bool again)
    {
        var notebook = _instructor!.Open(name);
        var cells = notebook.Cells.Where(cell => cell.Id.StartsWith(Again, StringComparison.Ordinal) == again);
        var json = new JsonObject { ["cells"] = new JsonArray([.. cells.Select(cell => cell.Json.DeepClone())]) };
        return new Notebook(notebook.Path, json);
    }
}
