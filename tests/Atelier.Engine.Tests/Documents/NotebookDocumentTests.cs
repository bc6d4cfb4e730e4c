using System.Text;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using CsCheck;

namespace Atelier.Engine.Tests.Documents;

public sealed class NotebookDocumentTests
{
    private static readonly string s_fixtures = Path.Combine(AppContext.BaseDirectory, "Documents", "fixtures");

    /// <summary>
    /// The files were written by nbformat 5.5, the first with all that JSON, Unicode and Python's line ends can do to them.
    /// </summary>
    [Theory]
    [InlineData("jupyter.ipynb")]
    [InlineData("strings.ipynb")]
    public void A_file_is_written_back_byte_for_byte(string name)
    {
        var bytes = Fixture(name);
        Assert.Equal(Encoding.UTF8.GetString(bytes), NotebookDocument.Parse(bytes, name).Write());
    }

    [Fact]
    public void Every_cell_that_is_taken_apart_and_put_together_again_is_the_same_bytes()
    {
        var bytes = Fixture("jupyter.ipynb");
        var notebook = NotebookDocument.Parse(bytes, "jupyter.ipynb");
        foreach (var cell in notebook.Cells)
        {
            cell.Source = string.Concat(cell.Source);
            if (cell.IsCode) Rebuild(cell);
        }
        Assert.Equal(Encoding.UTF8.GetString(bytes), notebook.Write());
    }

    [Fact]
    public void A_file_that_keeps_text_in_one_string_goes_on_to_do_so()
    {
        var notebook = NotebookDocument.Parse(Fixture("strings.ipynb"), "strings.ipynb");
        notebook.Cells[0].AddStream("stdout", "a\nb\n");
        Assert.Equal("a\nb\n", (string?)notebook.Cells[0].Outputs[0]!["text"]);
    }

    [Fact]
    public void Text_of_one_stream_gathers_in_one_output()
    {
        var cell = NotebookDocument.Parse(Fixture("jupyter.ipynb"), "").Cells[4];
        cell.AddStream("stdout", "one");
        cell.AddStream("stdout", " two\nthree");
        cell.AddStream("stderr", "no");
        Assert.Equal(["one two\n", "three"], cell.Outputs[0]!["text"]!.AsArray().Select(line => (string?)line));
        Assert.Equal(2, cell.Outputs.Count);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\0\0\0\0", "is empty")]
    [InlineData("{", "is not valid JSON")]
    [InlineData("not json", "is not valid JSON")]
    [InlineData("[]", "is no notebook")]
    [InlineData("{}", "is no notebook")]
    [InlineData("{\"nbformat\": \"four\"}", "is no notebook")]
    [InlineData("{\"nbformat\": 4}", "is no notebook")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "is no notebook")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "is of nbformat 3")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "is not valid JSON")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"source\": \"\\ud800\"}]}", "is not valid JSON")]
    public void What_is_no_notebook_gives_one_line_that_names_the_file(string text, string message) =>
        AssertRefused(Encoding.UTF8.GetBytes(text), message);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        AssertRefused(Encoding.UTF8.GetBytes($"{{\"nbformat\": 4, \"cells\": {new string('[', 100_000)}"), "is not valid JSON");

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Load("/nowhere/x.ipynb"));
        Assert.Equal("/nowhere/x.ipynb is not there", error.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_or_changed_anywhere_is_read_or_refused_but_never_breaks()
    {
        var whole = Fixture("jupyter.ipynb");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length], Gen.Bool).Sample((place, value, end, cut) =>
        {
            byte[] bytes = [.. whole];
            bytes[place] = value;
            if (cut) bytes = bytes[..end];
            try
            {
                var written = NotebookDocument.Parse(bytes, "fuzz").Write();
                Assert.Equal(written, NotebookDocument.Parse(Encoding.UTF8.GetBytes(written), "again").Write());
            }
            catch (NotebookException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }, iter: 3000);
    }

    [Fact]
    public void Any_text_survives_writing_and_reading() => s_text.Sample(text =>
    {
        var notebook = NotebookDocument.Parse(Fixture("jupyter.ipynb"), "");
        notebook.Cells[0].Source = text;
        var again = NotebookDocument.Parse(Encoding.UTF8.GetBytes(notebook.Write()), "");
        Assert.Equal(text, again.Cells[0].Source);
    }, iter: 500);

    [Fact]
    public void A_saved_file_is_whole_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("atelier-save-").FullName;
        var path = Path.Combine(folder, "a.ipynb");
        NotebookDocument.Parse(Fixture("jupyter.ipynb"), "").Save(path);
        NotebookDocument.Load(path).Save(path);
        Assert.Equal(Fixture("jupyter.ipynb"), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    // Every character that a string can hold, except halves of surrogate pairs.
    private static readonly string[] s_special = ["\n", "\r\n", "\r", "\u2028", "\v", "\u00a0", "\ue000", "\ufeff", "🎨", "\"",
        "\\"];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Char['\0', '\ud7ff'].Select(c => c.ToString()), Gen.Int[0, s_special.Length - 1].Select(i => s_special[i]))
        .Array[0, 40].Select(string.Concat);

    private static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(s_fixtures, name));

    private static void AssertRefused(byte[] bytes, string message)
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(bytes, "dir/file.ipynb"));
        Assert.StartsWith($"dir/file.ipynb {message}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static void Rebuild(NotebookCell cell)
    {
        var (outputs, count) = (cell.Outputs.DeepClone().AsArray(), cell.ExecutionCount);
        cell.ClearOutputs();
        cell.ExecutionCount = count;
        foreach (var output in outputs.Select(output => output!.AsObject()))
        {
            switch ((string?)output["output_type"])
            {
                case "stream": cell.AddStream((string)output["name"]!, MultilineText.Read(output["text"])); break;
                case "error":
                    cell.AddError((string)output["ename"]!, (string)output["evalue"]!,
                        output["traceback"]!.AsArray().Select(line => (string)line!)); break;
                default: cell.AddData(Content(output), output["metadata"]!.AsObject(), (int?)output["execution_count"]); break;
            }
        }
    }

    private static Dictionary<string, string> Content(JsonObject output) => output["data"]!.AsObject().ToDictionary(
        item => item.Key,
        item => item.Key.EndsWith("json", StringComparison.Ordinal) ? item.Value!.ToJsonString()
            : MultilineText.Read(item.Value));
}
