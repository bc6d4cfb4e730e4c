using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>What every notebook keeps to, so that it opens anywhere and reads well.</summary>
public sealed partial class FormatTests
{
    private static readonly JsonSerializerOptions s_asJupyterWrites = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> All => Notebook.All;

    [Fact]
    public void There_are_notebooks() => Assert.NotEmpty(Notebook.InstructorNames);

    [Theory, MemberData(nameof(All))]
    public void It_is_a_C_sharp_notebook_of_format_4_5(string name)
    {
        var json = Notebook.Open(name).Json;
        Assert.Equal((4, 5), ((int)json["nbformat"]!, (int)json["nbformat_minor"]!));
        Assert.Equal(
            """{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}""",
            json["metadata"]!["kernelspec"]!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("C#", (string?)json["metadata"]!["language_info"]!["name"]);
    }

    [Theory, MemberData(nameof(All))]
    public void It_is_written_as_Jupyter_writes_it(string name)
    {
        var path = Path.Combine(Notebook.Folder, name);
        Assert.Equal(Sorted(Notebook.Read(path).Json).ToJsonString(s_asJupyterWrites) + "\n", File.ReadAllText(path));
    }

    [Theory, MemberData(nameof(All))]
    public void Ids_are_words_and_each_is_there_once(string name)
    {
        var ids = Notebook.Open(name).Cells.Select(cell => cell.Id).ToArray();
        Assert.All(ids, id => Assert.Matches("^[a-z]+(-[a-z]+)*$", id));
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory, MemberData(nameof(All))]
    public void No_outputs_are_committed(string name) => Assert.All(Notebook.Open(name).CodeCells, cell =>
    {
        Assert.Empty(cell.Outputs);
        Assert.Null(cell.Json["execution_count"]);
    });

    [Theory, MemberData(nameof(All))]
    public void Cells_are_short(string name)
    {
        var lengths = Notebook.Open(name).CodeCells.Select(cell => cell.Lines.Length).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 6);
        Assert.InRange(lengths[^1], 1, 25);
    }

    [Theory, MemberData(nameof(All))]
    public void Lines_of_code_are_narrow(string name) =>
        Assert.All(Notebook.Open(name).CodeCells.SelectMany(cell => cell.Lines), line => Assert.InRange(line.Length, 0, 88));

    [Theory, MemberData(nameof(All))]
    public void The_first_code_cell_is_the_same_in_all(string name) => Assert.Equal(
        """
        #load "../lib/atelier.csx"
        using Atelier;
        using TorchSharp;
        using static TorchSharp.torch;
        """,
        Notebook.Open(name).CodeCells.First().Source);

    [Theory, MemberData(nameof(All))]
    public void Code_keeps_to_what_both_kernels_understand(string name) => Assert.All(Notebook.Open(name).CodeCells, cell =>
    {
        Assert.DoesNotMatch(@"\.Update\(", cell.Source); // display(x).Update(y) updates another output in .NET Interactive
        Assert.DoesNotMatch(@"(?m)^\s*namespace ", cell.Source);
        Assert.DoesNotMatch(@"\(this ", cell.Source); // no extension methods
        Assert.DoesNotMatch("https?://", cell.Source);
    });

    [Theory, MemberData(nameof(All))]
    public void No_cell_both_defines_and_trains(string name) => Assert.All(
        Notebook.Open(name).CodeCells.Where(cell => Training().IsMatch(cell.Source)),
        cell => Assert.DoesNotMatch(@"\bclass\b|new Dcgan|optim\.\w+\(", cell.Source));

    [Theory, MemberData(nameof(All))]
    public void It_has_the_frame(string name)
    {
        var cells = Notebook.Open(name).Cells.Where(cell => !cell.IsCode).ToArray();
        Assert.All(["# ", "**What you will be able to do**", "**Time.**", "**Before.**"],
            part => Assert.Contains(part, cells[0].Source));
        var prose = string.Join('\n', cells.Select(cell => cell.Source));
        Assert.All(["## Summary", "## References"], part => Assert.Contains(part, prose));
    }

    [Theory, MemberData(nameof(All))]
    public void Each_exercise_has_hints_a_function_and_a_check(string name)
    {
        var cells = Notebook.Open(name).Cells;
        foreach (var cell in cells.Where(cell => !cell.IsCode))
        {
            foreach (Match heading in ExerciseHeading().Matches(cell.Source))
            {
                var exercise = heading.Groups[1].Value;
                Assert.Contains("<details>", cell.Source);
                Assert.Contains(
                    cells, code => code.IsCode && code.Source.Contains($"new Check(\"{exercise}\")", StringComparison.Ordinal));
            }
        }
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? null : Sorted(entry.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };

    [GeneratedRegex(@"\.Train\(|\.step\(\)")]
    private static partial Regex Training();

    [GeneratedRegex(@"(?m)^### (Exercise \d+\.\d+)")]
    private static partial Regex ExerciseHeading();
}
