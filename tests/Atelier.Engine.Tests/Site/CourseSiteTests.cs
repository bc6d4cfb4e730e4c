using System.Text.RegularExpressions;
using Atelier.Engine.Site;
using static Atelier.Engine.Tests.Site.Notebooks;

namespace Atelier.Engine.Tests.Site;

/// <summary>A site of small notebooks: what is shared, what leads where, what is left out.</summary>
public sealed partial class CourseSiteTests : IDisposable
{
    // Four by three pixels, by their header.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC";
    private readonly string _folder = Directory.CreateTempSubdirectory("course-site").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_picture_is_one_file_however_often_it_is_shown()
    {
        var shown = Html($"<img src=\"data:image/png;base64,{Png}\" alt=\"a\">");
        Write(Of("01-a", Words("# A"), Code("1", shown, shown)), Of("02-b", Words("# B"), Code("1", shown)));
        var file = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "site"), "*.png")));
        Assert.Equal(Convert.FromBase64String(Png), File.ReadAllBytes(Path.Combine(_folder, "site", file)));
        Assert.Equal(2, Regex.Count(Page("01-a"), $"src=\"site/{file}\" loading=\"lazy\" decoding=\"async\" width=\"4\" height=\"3\" alt=\"a\""));
        Assert.Contains($"site/{file}", Page("02-b"));
        Assert.All(Pages(), page => Assert.DoesNotContain("base64", page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("=")]
    [InlineData("AA=A")]
    public void What_is_no_picture_stays_where_it_is(string base64)
    {
        var shown = $"<img src=\"data:image/png;base64,{base64}\" alt=\"a\">";
        Write(Of("01-a", Words("# A"), Code("1", Html(shown))));
        Assert.Contains(shown, Page("01-a"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "site"), "*.png"));
    }

    [Fact]
    public void A_library_is_one_file_for_all_lessons()
    {
        var library = Html("<b>ready</b><script data-library=\"charts\">window.charts = '</' + 'b>'</script>");
        Write(Of("01-a", Code("1", library)), Of("02-b", Code("1", library)));
        Assert.Equal("window.charts = '</' + 'b>'", File.ReadAllText(Path.Combine(_folder, "site", "charts.js")));
        Assert.All(["01-a", "02-b"], name => Assert.Contains("<b>ready</b><script defer src=\"site/charts.js\"></script>", Page(name)));
    }

    [Fact]
    public void What_no_page_uses_any_longer_is_removed()
    {
        Write(Of("01-a", Code("1", Html($"<img src=\"data:image/png;base64,{Png}\">"))));
        Write(Of("01-a", Code("1")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "site"), "*.png"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "site"), "*.css"));
    }

    [Fact]
    public void Headings_have_anchors_without_their_numbers_and_no_two_alike()
    {
        Write(Of("01-a", Words("# The game\n\n## 3. Who *wins*?\n\n### 3.1 What $x$ is\n\n## Who wins"), Words("## 4.")));
        var page = Page("01-a");
        Assert.Equal(["the-game", "who-wins", "what-x-is", "who-wins-2", "4"],
            Anchor().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("<li class=\"level-2\"><a href=\"#who-wins\">3. Who <em>wins</em>?</a></li>", page);
        Assert.Empty(LinkCheck.Broken(_folder));
    }

    [Fact]
    public void Lessons_lead_to_one_another_and_what_is_not_there_is_no_link()
    {
        Write(
            Of("01-a", Words("# A\n\nsee [b](02-b.ipynb), [c](03-c.ipynb) and [paper](https://example.org/x.ipynb)")),
            Of("02-b", Words("# B\n\n**Before.** Lesson [a](01-a.ipynb), [c](03-c.ipynb).")));
        Assert.Contains("see <a href=\"02-b.html\">b</a>, c and <a href=\"https://example.org/x.ipynb\">paper</a>", Page("01-a"));
        Assert.Contains("Lesson <a href=\"01-a.html\">a</a>, c.", Page("index"));
        Assert.Contains("<a rel=\"next\" href=\"02-b.html\"><small>Next</small>02 B</a>", Page("01-a"));
        Assert.DoesNotContain("rel=\"prev\"", Page("01-a"));
        Assert.Empty(LinkCheck.Broken(_folder));
    }

    [Fact]
    public void The_cover_says_of_each_lesson_what_it_is_and_how_long()
    {
        File.WriteAllText(Path.Combine(_folder, "README.md"), "# Atelier\n\nA *course*.\n\n![A dot](data/dot.png)\n\n![none](data/none.png)\n");
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        File.WriteAllBytes(Path.Combine(_folder, "data", "dot.png"), Convert.FromBase64String(Png));
        Write(Of("01-a", Words("# A\n\nAbout $D$.\n\n**What you will be able to do**\n\n- win;\n- lose.\n\n**Time.** An hour.\n\n**Before.** Lesson 00.")));
        var cover = Page("index");
        Assert.Contains("<p>A <em>course</em>.</p>", cover);
        Assert.Matches("<img alt=\"A dot\" src=\"site/[0-9a-f]{16}.png\"", cover);
        Assert.DoesNotContain("alt=\"none\"", cover);
        Assert.Matches(@"<span class=""ordinal"">01</span> <a href=""01-a.html"">A</a></h3>\s*<p>About <span class=""math"">", cover);
        Assert.Matches(@"<summary>What you will be able to do</summary><ul>\s*<li>win;</li>", cover);
        Assert.Matches(@"<summary>Time</summary><p>An hour.</p>", cover);
        Assert.Matches(@"<summary>Before</summary><p>Lesson 00.</p>", cover);
    }

    [Fact]
    public void What_is_for_the_instructor_is_left_out_and_a_solution_is_folded()
    {
        Write(Of("01-a", Words("read", tag: "-"), Words("mark it so", tag: "instructor"), Words("say it so", "notes"),
            Code("int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}"),
            Code("F() // asked").Replace("\"metadata\":{}", "\"metadata\":{\"tags\":[\"probe\"]}", StringComparison.Ordinal)));
        var page = Page("01-a");
        Assert.Contains("read", page);
        Assert.All(["mark it so", "say it so", "asked", "BEGIN SOLUTION", "END SOLUTION"],
            text => Assert.DoesNotContain(text, page));
        Assert.Matches("<details class=\"solution\"><summary>A solution</summary><pre class=\"source\"[^>]*><code>.*return.*</code></pre></details>",
            page.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("<a href=\"b.html\">b</a>", "a.html: <a> to b.html")]
    [InlineData("<a href=\"#no\">b</a>", "a.html: <a> to #no")]
    [InlineData("<img alt=\"\" src=\"site/x.png\">", "a.html: <img> to site/x.png")]
    [InlineData("<img src=\"https://example.org/x.png\">", "a.html: <img> to https://example.org/x.png")]
    [InlineData("<link rel=\"stylesheet\" href=\"//example.org/x.css\">", "a.html: <link> to //example.org/x.css")]
    [InlineData("<script defer src=\"/x.js\">", "a.html: <script> to /x.js")]
    [InlineData("<a href=\"https://example.org\">b</a><a href=\"a.html#yes\">b</a><b id=\"yes\"></b><a href=\"#yes\">b</a>", null)]
    [InlineData("<a href=\"#%C3%A9\">b</a><b id=\"é\"></b><img src=\"data:,\"><script>'<a href=\"x\">'</script>", null)]
    public void A_link_that_leads_nowhere_is_told(string html, string? told)
    {
        File.WriteAllText(Path.Combine(_folder, "a.html"), html);
        Assert.Equal(told is null ? [] : [told], LinkCheck.Broken(_folder));
    }

    private void Write(params SiteNotebook[] notebooks)
    {
        foreach (var notebook in notebooks) notebook.Document.Save(Path.Combine(_folder, notebook.Name + ".ipynb"));
        CourseSite.Write(_folder, _folder, _folder);
    }

    private string Page(string name) => File.ReadAllText(Path.Combine(_folder, name + ".html"));

    private IEnumerable<string> Pages() => Directory.EnumerateFiles(_folder, "*.html").Select(File.ReadAllText);

    [GeneratedRegex("<h[1-6] id=\"([^\"]*)\">")]
    private static partial Regex Anchor();
}
