using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>A notebook's file, as far as the tests look at it.</summary>
internal sealed record Notebook(string Path, JsonObject Json)
{
    public static string Folder => System.IO.Path.Combine(CoursePaths.Home, "notebooks");

    public static string InstructorFolder => System.IO.Path.Combine(Folder, "instructor");

    /// <summary>Paths below <c>notebooks/</c>.</summary>
    public static TheoryData<string> All => [.. InstructorNames.Select(name => $"instructor/{name}"), .. Names(Folder)];

    public static IEnumerable<string> InstructorNames => Names(InstructorFolder);

    public IReadOnlyList<Cell> Cells { get; } = [.. Json["cells"]!.AsArray().Select(cell => new Cell(cell!.AsObject()))];

    public IEnumerable<Cell> CodeCells => Cells.Where(cell => cell.IsCode);

    public static Notebook Read(string path) => new(path, JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    public static Notebook Open(string name) => Read(System.IO.Path.Combine(Folder, name));

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder, "*.ipynb").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
