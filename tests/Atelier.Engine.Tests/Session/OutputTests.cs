namespace Atelier.Engine.Tests.Session;

public sealed class OutputTests : SessionTests
{
    [Fact]
    public async Task Text_arrives_while_the_cell_is_still_running()
    {
        var cell = Run("Console.WriteLine(\"early\"); Console.ReadLine(); System.Threading.Thread.Sleep(3000);");
        Assert.True(Output.WaitFor("early", TimeSpan.FromSeconds(30)));
        Assert.False(cell.IsCompleted);
        await cell;
    }

    [Fact]
    public async Task Text_and_shown_values_keep_their_order()
    {
        await Run("Console.Write(1); display(2); Console.Error.Write(3); Console.Write(4); display(5);");
        string[] kinds = [.. Output.Events.Select(line => line.Split(':')[0])];
        Assert.Equal(["stdout", "display", "stderr", "stdout", "display"], kinds);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_arrive_whole_and_in_few_pieces()
    {
        await Run("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);");
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), Output.StandardOutput);
        Assert.True(Output.Events.Count < 2000, $"{Output.Events.Count} pieces");
    }

    [Fact]
    public async Task A_handle_updates_what_it_showed_also_from_a_later_cell()
    {
        await Run("var shown = display(\"first\");");
        await Run("shown.Update(\"second\");");
        var id = Output.Events[0].Split(':')[1];
        Assert.Equal([$"display:{id}:first", $"update:{id}:second"], Output.Events);
    }

    [Theory]
    [InlineData("display(41)", "41")]
    [InlineData("41.Display()", "41")]
    [InlineData("var x = new[] { 41 }; x.Display();", "[ 41 ]")]
    [InlineData("\"some\".Display()", "some")]
    public async Task A_shown_value_is_shown_once(string code, string text)
    {
        Assert.Null((await Run(code)).Value);
        Assert.Equal(text, Assert.Single(Output.Shown).Data["text/plain"]);
    }

    [Fact]
    public async Task Text_is_shown_as_what_it_is_and_so_are_its_updates()
    {
        await Run("var shown = \"<b>1</b>\".DisplayAs(\"text/html\");\nshown.Update(\"<b>2</b>\");\ndisplay(\"# one\", \"text/markdown\").Update(\"# two\");");
        Assert.Equal(["<b>1</b>", "<b>2</b>"], Output.Shown.Where(value => value.Data.ContainsKey("text/html"))
            .Select(value => value.Data["text/html"]));
        Assert.Equal(["# one", "# two"], Output.Shown.Where(value => value.Data.ContainsKey("text/markdown"))
            .Select(value => value.Data["text/markdown"]));
    }

    [Fact]
    public async Task The_library_shows_and_updates_through_the_app_context()
    {
        await Run("""
            var show = (Func<object, Action<object>>)AppContext.GetData("Atelier.Display");
            show("one")("two");
            """);
        var id = Output.Events[0].Split(':')[1];
        Assert.Equal([$"display:{id}:one", $"update:{id}:two"], Output.Events);
    }

    [Fact]
    public async Task A_task_that_outlives_its_cell_writes_to_that_cell()
    {
        var other = new RecordedOutput();
        await Run("var go = new TaskCompletionSource(); var late = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });");
        await Session.ExecuteAsync("go.SetResult(); await late; Console.Write(\"now\");", "other", other, default);
        Assert.Equal(("late", "now"), (Output.StandardOutput, other.StandardOutput));
    }

    [Fact]
    public async Task A_value_comes_as_all_its_preferred_types_with_metadata_apart()
    {
        await Run("""
            using Microsoft.DotNet.Interactive.Formatting;
            record Picture(string Alt);
            Formatter.SetPreferredMimeTypesFor(typeof(Picture), "text/html", "image/png", "application/vnd.atelier.metadata+json");
            Formatter.Register<Picture>(p => $"<img alt='{p.Alt}'>", "text/html");
            Formatter.Register<Picture>(p => "iVBORw0KGgo=", "image/png");
            Formatter.Register<Picture>(p => "{\"alt\": \"" + p.Alt + "\"}", "application/vnd.atelier.metadata+json");
            """);
        var value = (await Run("new Picture(\"a cat\")")).Value!;
        Assert.Equal(["image/png", "text/html", "text/plain"], value.Data.Keys.Order());
        Assert.Equal("<img alt='a cat'>", value.Data["text/html"]);
        Assert.Equal("a cat", (string?)value.Metadata["alt"]);
    }

    [Fact]
    public async Task Input_is_asked_for_and_read_line_by_line()
    {
        Output.Answers.Enqueue("Ada");
        Output.Answers.Enqueue("x");
        Assert.Equal("Ada", await Value("Console.ReadLine()"));
        Assert.Equal("120", await Value("Console.Read()"));
        Assert.Equal("ask::False", Output.Events[0]);
    }

    [Theory]
    [InlineData("HTML(\"<b>x</b>\")", "text/html", "<b>x</b>")]
    [InlineData("\"text\"", "text/plain", "text")]
    public async Task Values_render_as_their_type_prefers(string code, string mimeType, string content) =>
        Assert.Equal(content, (await Run(code)).Value!.Data[mimeType]);

    [Fact]
    public async Task Markdown_and_html_cells_are_shown_as_such()
    {
        await Run("#!markdown\n# Title");
        await Run("#!html\n<i>x</i>");
        Assert.Equal("# Title", Output.Shown[0].Data["text/markdown"]);
        Assert.Equal("<i>x</i>", Output.Shown[1].Data["text/html"]);
    }
}
