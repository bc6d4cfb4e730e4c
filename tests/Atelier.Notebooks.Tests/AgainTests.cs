using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>A reader may run a cell again: all lessons with each cell twice in a row, at smoke scale.</summary>
public sealed class AgainTests(AgainTests.Twice twice) : IClassFixture<AgainTests.Twice>
{
    public static TheoryData<string> Lessons => [.. Notebook.InstructorNames];

    [Theory, MemberData(nameof(Lessons))]
    public void Each_cell_runs_again_and_passes_its_check_again(string name) => Assert.All(
        twice.Run.Open(name).CodeCells.SelectMany(cell => cell.Outputs.Select(output => (cell, output))), shown =>
        {
            Assert.Null(shown.output.Error);
            if (shown.output.Check is { } check) Assert.Equal("passed", (string?)check["outcome"]);
        });

    /// <summary>One run of the lessons, with a second cell behind each.</summary>
    public sealed class Twice : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("atelier-again-").FullName;

        internal SmokeRun Run { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            foreach (var name in Notebook.InstructorNames)
            {
                var notebook = Notebook.Open($"instructor/{name}");
                var cells = notebook.CodeCells.SelectMany(cell => new[] { cell.Json.DeepClone(), Again(cell) });
                notebook.Json["cells"] = new JsonArray([.. cells]);
                await File.WriteAllTextAsync(Path.Combine(_folder, name), notebook.Json.ToJsonString());
            }

            Run = await SmokeRun.Of(_folder, Path.Combine(_folder, "out"));
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        private static JsonNode Again(Cell cell)
        {
            var again = cell.Json.DeepClone();
            again["id"] = $"{cell.Id}-again";
            again["metadata"] = new JsonObject();
            return again;
        }
    }
}
