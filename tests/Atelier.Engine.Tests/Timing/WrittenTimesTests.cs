using Atelier.Engine.Documents;
using Atelier.Engine.Running;
using Atelier.Engine.Timing;

namespace Atelier.Engine.Tests.Timing;

public sealed class WrittenTimesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-timing").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(
        "All cells together took 27 seconds at lecture scale on two CPU cores, and about 16 at smoke scale. Reading",
        "All cells together took 3 minutes at lecture scale on 8 CPU cores, and 12 seconds at smoke scale. Reading")]
    [InlineData(
        "All cells together took 1 minute and 45 seconds at lecture\nscale on an NVIDIA H200, nearly all of it the training, and 9 seconds at smoke\nscale.",
        "All cells together took 3 minutes at lecture scale on 8 CPU cores, nearly all of it the training, and 12 seconds at smoke scale.")]
    [InlineData("The computing takes seconds at lecture scale.", null)]
    public void A_sentence_gets_other_times_and_keeps_its_words(string before, string? after) =>
        Assert.Equal(after, WrittenTimes.InText(before, Time("03-dcgan", smoke: 12.2, lecture: 181)));

    [Fact]
    public void Times_go_into_the_lesson_and_its_row_and_nowhere_else()
    {
        var sentence = "All cells together took 1 minute at lecture scale on two CPU cores, and 5 seconds at smoke scale.";
        Lesson("03-dcgan", sentence);
        Lesson("04-judging", sentence);
        Lesson("00-start", "It takes seconds.");
        const string row = "| 04 | 1 minute | [judging](plans/04-judging.md) |\n| 00 | seconds | [start](plans/00-start.md) |\n";
        File.WriteAllText(Path.Combine(_folder, "README.md"), "All cells at lecture scale on two CPU cores, as\n| 03 | 1 minute | [DCGAN](plans/03-dcgan.md) |\n" + row);

        var written = WrittenTimes.Write(_folder, [Time("03-dcgan", 12.2, 181), Time("00-start", 1, 2)]);

        Assert.Equal(["03-dcgan"], written);
        Assert.StartsWith("All cells together took 3 minutes at lecture scale on 8 CPU cores", FirstCell("03-dcgan"));
        Assert.Equal(sentence, FirstCell("04-judging"));
        Assert.Equal(
            "All cells at lecture scale on 8 CPU cores, as\n| 03 | 3 minutes | [DCGAN](plans/03-dcgan.md) |\n" + row, File.ReadAllText(Path.Combine(_folder, "README.md")));
    }

    private static LessonTime Time(string name, double smoke, double lecture) => new(Report(name, smoke), Report(name, lecture));

    private static NotebookReport Report(string name, double seconds) => new(
        name, name, null, 99, 0, [new("a", CellOutcome.Passed, seconds / 2), new("b", CellOutcome.Passed, seconds / 2)],
        Machine: "Atelier · torch 2.10.0.0 on CPU, 8 threads · scale: lecture");

    private void Lesson(string name, string text) => File.WriteAllText(
        Path.Combine(_folder, name + ".ipynb"),
        $$"""{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["{{text}}"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""");

    private string FirstCell(string name) => NotebookDocument.Load(Path.Combine(_folder, name + ".ipynb")).Cells[0].Source;
}
