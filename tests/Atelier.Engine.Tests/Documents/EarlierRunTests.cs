using System.Text;
using System.Text.Json;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Tests.Documents;

/// <summary>An earlier run counts where it is of the same code, and whole.</summary>
public sealed class EarlierRunTests
{
    private const string Shown = """{"output_type":"stream","name":"stdout","text":"3"}""";
    private const string Error = """{"output_type":"error","ename":"E","evalue":"no","traceback":[]}""";

    [Fact]
    public void The_same_code_takes_its_outputs_and_the_text_of_now_stays()
    {
        var notebook = Notebook(Words("new text"), Code("a", "1 + 2", null, ""));
        Assert.True(EarlierRun.TryTake(notebook, Notebook(Words("old text"), Words("more"), Code("a", "1 + 2", 1, Shown))));
        Assert.Equal("new text", notebook.Cells[0].Source);
        Assert.Equal((1, "3"), (notebook.Cells[1].ExecutionCount, (string?)notebook.Cells[1].Outputs[0]!["text"]));
    }

    [Theory]
    [InlineData("a", "1 + 3", 1, Shown)] // other code
    [InlineData("b", "1 + 2", 1, Shown)] // another cell
    [InlineData("a", "1 + 2", null, "")] // not run
    [InlineData("a", "1 + 2", 1, Error)] // failed
    public void Another_run_is_left_alone(string id, string source, int? count, string output)
    {
        var notebook = Notebook(Code("a", "1 + 2", null, ""));
        Assert.False(EarlierRun.TryTake(notebook, Notebook(Code(id, source, count, output))));
        Assert.Empty(notebook.Cells[0].Outputs);
        Assert.Null(notebook.Cells[0].ExecutionCount);
    }

    [Fact]
    public void A_run_of_fewer_cells_is_left_alone() => Assert.False(EarlierRun.TryTake(
        Notebook(Code("a", "1", null, ""), Code("b", "2", null, "")), Notebook(Code("a", "1", 1, Shown))));

    private static NotebookDocument Notebook(params string[] cells) => NotebookDocument.Parse(
        Encoding.UTF8.GetBytes($$"""{"cells":[{{string.Join(",", cells)}}],"metadata":{},"nbformat":4,"nbformat_minor":5}"""), "n");

    private static string Words(string source) =>
        $$"""{"cell_type":"markdown","id":"m","metadata":{},"source":"{{source}}"}""";

    private static string Code(string id, string source, int? count, string output) =>
        $$"""{"cell_type":"code","id":"{{id}}","metadata":{},"execution_count":{{JsonSerializer.Serialize(count)}},"source":"{{source}}","outputs":[{{output}}]}""";
}
