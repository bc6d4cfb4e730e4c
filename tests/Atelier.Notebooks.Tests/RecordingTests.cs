using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>Trainings that are recorded before a lecture and loaded in it, as a person types it.</summary>
public sealed partial class RecordingTests : IDisposable
{
    private const string Training = "var gan = new SmallGan(Mnist.Train().Subset(64));\ngan.Trainer.Train(3);";

    private const string Result =
        "$\"{string.Join(\" \", gan.Trainer.History.Select(step => step.LossD))} {gan.Draw(4).sum().item<float>()}\"";

    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-recording-").FullName;

    public static TheoryData<string> Lessons => [.. Notebook.InstructorNames.Select(name => $"instructor/{name}")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_recorded_lesson_shows_the_same_without_training()
    {
        Write(Training);
        var (exit, said) = Course("make", "recordings", "small.ipynb", "--out", "kept", "--scale", "smoke");
        Assert.True(exit == 0, said);
        Assert.Contains("small: 1 training in ", said);
        var live = Executed(Path.Combine("kept", "smoke"));
        var kept = Directory.GetFiles(Path.Combine(_folder, "kept", "smoke", "small"));
        Assert.Equal(["training-1.safetensors"], kept.Select(Path.GetFileName));

        (exit, said) = Course("run", "small.ipynb", "--out", "out", "--recordings", "kept", "--scale", "smoke");
        Assert.True(exit == 0, said);
        var loaded = Executed("out");
        Assert.StartsWith("Loaded: this training was recorded on ", loaded.Training);
        Assert.Equal(("", live.Result), (live.Training, loaded.Result));

        Write(Training.Replace("Train(3)", "Train(2)", StringComparison.Ordinal));
        (exit, said) = Course(
            "present", "small.ipynb", "--out", "slides", "--static", "page", "--recordings", "kept", "--scale", "smoke");
        Assert.True(exit == 0, said);
        Assert.Contains(
            "Trained live, because the code has changed since it was recorded.",
            File.ReadAllText(Path.Combine(_folder, "page", "small.html")));
    }

    [Fact]
    public void A_notebook_without_such_a_cell_has_nothing_to_record()
    {
        Write(Training, tag: "other");
        var (exit, said) = Course("make", "recordings", "small.ipynb", "--out", "kept");
        Assert.Equal(5, exit);
        Assert.Contains("nothing to record", said);
        Assert.DoesNotContain("   at ", said);
    }

    [Theory, MemberData(nameof(Lessons))]
    public void A_tagged_cell_trains(string name)
    {
        var cells = Notebook.Open(name).CodeCells.ToArray();
        foreach (var cell in cells.Where(cell => cell.Tags.Contains("recorded")))
            Assert.True(Trains(cell.Source, cells), $"{name}: {cell.Id} is tagged as recorded, and nothing in it trains.");
    }

    [Fact]
    public void The_lessons_that_train_for_long_have_tagged_cells() => Assert.All(
        ["03-dcgan-on-mnist", "08-the-gan-family", "09-growing-and-style", "10-translation"],
        name => Assert.Contains(Notebook.Open($"instructor/{name}.ipynb").CodeCells, cell => cell.Tags.Contains("recorded")));

    /// <summary>Whether code trains what can be recorded, or calls a function of the notebook that does.</summary>
    private static bool Trains(string code, Cell[] cells) => TrainingCall().IsMatch(code)
        || Call().Matches(code).Select(call => call.Groups[1].Value).Any(name => cells.Any(cell =>
            TrainingCall().IsMatch(cell.Source) && Regex.IsMatch(cell.Source, $@"(?m)^\S.* {name}\(")));

    private (string Training, string Result) Executed(string folder)
    {
        var cells = Notebook.Read(Path.Combine(_folder, folder, "small.ipynb")).CodeCells.ToArray();
        string Text(int cell) => string.Concat(cells[cell].Outputs.Select(output => output.Data("text/plain")));
        return (Text(1), Text(2));
    }

    private (int ExitCode, string Output) Course(params string[] arguments) =>
        CourseCommand.RunBuilt(_folder, CoursePaths.Home, arguments);

    private void Write(string training, string tag = "recorded")
    {
        static JsonObject Cell(string id, string type, string source, string slide, params string[] tags) => new()
        {
            ["cell_type"] = type,
            ["id"] = id,
            ["metadata"] = new JsonObject
            {
                ["slideshow"] = new JsonObject { ["slide_type"] = slide },
                ["tags"] = new JsonArray([.. tags.Select(name => (JsonNode)name)]),
            },
            ["source"] = source,
        };
        JsonObject[] cells =
        [
            Cell("title", "markdown", "# Small", "slide"),
            Cell("setup", "code", Notebook.Open("00-start-here.ipynb").CodeCells.First().Source, "skip"),
            Cell("training", "code", training, "skip", tag), Cell("result", "code", Result, "fragment"),
        ];
        foreach (var cell in cells.Skip(1)) (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Path.Combine(_folder, "small.ipynb"), notebook.ToJsonString());
    }

    [GeneratedRegex(@"\.Train\(|contest\.Play\(")]
    private static partial Regex TrainingCall();

    [GeneratedRegex(@"\b([A-Z]\w*)\(")]
    private static partial Regex Call();
}
