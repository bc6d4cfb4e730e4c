using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Engine.Documents;
using Atelier.Engine.Site;

namespace Atelier.Engine.Tests.Site;

/// <summary>Which cells come on which slide, and what of a cell changes there.</summary>
public sealed partial class SlidesPageTests
{
    [Fact]
    public void Slides_stand_side_by_side_and_more_of_them_below()
    {
        var page = Render(
            Words("before the first", "-"), Words("one", "slide"), Words("left out", "skip"), Words("one goes on", "-"),
            Words("one, further", "subslide"), Words("two", "slide"));
        Assert.Equal(["one;one goes on|one, further", "two"], Columns(page));
    }

    [Fact]
    public void Notes_are_beside_their_slide_and_not_on_it()
    {
        var page = Render(Words("one", "slide"), Words("ask why", "notes"), Words("two", "slide"));
        Assert.Matches(@"one</p>\s*</div>\s*</div><aside class=""notes""><p>ask why</p>\s*</aside></section>", page);
        Assert.Single(Aside().Matches(page));
    }

    [Fact]
    public void A_fragment_and_a_hint_come_when_they_are_asked_for()
    {
        var page = Render(Words("<details><summary>Hint 1</summary>add</details>", "slide"), Words("the answer", "fragment"));
        Assert.Contains("""<details class="fragment"><summary>Hint 1</summary>""", page);
        Assert.Matches(@"<div class=""fragment""><div class=""prose""><p>the answer</p>", page);
    }

    [Fact]
    public void A_quiz_in_a_section_is_no_slide_of_its_own()
    {
        var page = Render(Words("one", "slide"), Code("quiz", "subslide", "<section><b>Quiz</b></section>"));
        Assert.Equal(["one|quiz"], Columns(page));
        Assert.Contains("<div><b>Quiz</b></div>", page);
    }

    [Fact]
    public void That_trainings_were_loaded_is_said_on_the_slide_of_the_next_result()
    {
        var training = Code("Train();", "skip", "<p class=\"recorded\">Loaded: …</p>")
            .Replace("\"metadata\":{},\"data\"", "\"metadata\":{\"recorded\":true},\"data\"", StringComparison.Ordinal);
        var page = Render(
            Code("load", "skip", ""), Words("one", "slide"), training, Code("Other();", "skip", "<p>hidden</p>"),
            Words("two", "slide"), Code("x", "subslide", "<b>x</b>"), Code("y", "fragment", "<b>y</b>"));
        var note = page.IndexOf("<p class=\"recorded\">Loaded: …</p>", StringComparison.Ordinal);
        Assert.InRange(note, page.IndexOf(">two<", StringComparison.Ordinal), page.IndexOf("<b>x</b>", StringComparison.Ordinal));
        Assert.Equal(note, page.LastIndexOf("<p class=\"recorded\">", StringComparison.Ordinal));
        Assert.DoesNotContain("hidden</p>", page);
        Assert.DoesNotContain("Train", page);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Long_code_stands_beside_what_it_shows(int lines, bool beside)
    {
        var code = string.Join('\n', Enumerable.Repeat("x", lines));
        var page = Render(Words("one", "slide"), Code(code, "subslide", "<b>shown</b>"));
        Assert.Equal(beside, page.Contains("<div class=\"beside\"><div class=\"code\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_script_of_the_first_cell_is_there_though_the_cell_is_on_no_slide()
    {
        var page = Render(Code("load", "skip", "<script>window.Plotly = 1</script>"), Words("one", "slide"));
        Assert.Equal(["one"], Columns(page));
        Assert.True(page.IndexOf("window.Plotly = 1", StringComparison.Ordinal) is > 0 and var at
            && at < page.IndexOf("class=\"slides\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_asked_of_a_network()
    {
        var page = Render(Words("# Games & *gains*\n\n$p$", "slide"));
        Assert.Contains("<title>Games &amp; *gains*</title>", page);
        Assert.DoesNotMatch(@"<(link|img|iframe)\b(?![^>]*=""data:)|<script src|@import|sourceMappingURL|url\((?!['""]?data:)", Html().Replace(page, ""));
    }

    private static string Render(params string[] cells) => SlidesPage.Render(new("n", NotebookDocument.Parse(
        Encoding.UTF8.GetBytes($$"""{"cells":[{{string.Join(",", cells)}}],"metadata":{},"nbformat":4,"nbformat_minor":5}"""), "n")));

    private static string Words(string source, string type) =>
        $$"""{"cell_type":"markdown","id":"m","metadata":{{Part(type)}},"source":{{JsonSerializer.Serialize(source)}}}""";

    private static string Code(string source, string type, string html)
    {
        var output = $$"""{"output_type":"display_data","metadata":{},"data":{"text/html":{{JsonSerializer.Serialize(html)}} } }""";
        return $$"""{"cell_type":"code","id":"c","metadata":{{Part(type)}},"execution_count":1,"source":{{JsonSerializer.Serialize(source)}},"outputs":[{{output}}]}""";
    }

    private static string Part(string type) => $$$"""{"slideshow":{"slide_type":"{{{type}}}"}}""";

    /// <summary>The texts of the slides: cells joined by ;, those below one another by |.</summary>
    private static IEnumerable<string> Columns(string page) =>
        Column().Matches(page).Select(column => string.Join('|', InColumn().Matches(column.Groups[1].Value).Select(slide =>
            string.Join(';', Said().Matches(slide.Value).Select(cell => cell.Groups[1].Value)))));

    [GeneratedRegex("(?m)^<section>(.*?)</section></section>$", RegexOptions.Singleline)]
    private static partial Regex Column();

    [GeneratedRegex("<section>.*?(?=<section>|$)", RegexOptions.Singleline)]
    private static partial Regex InColumn();

    [GeneratedRegex("""(?:<div class="prose"><p>|<pre class="source"><code>)(.*?)</""")]
    private static partial Regex Said();

    [GeneratedRegex("<aside class=\"notes\">")]
    private static partial Regex Aside();

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Html();
}
