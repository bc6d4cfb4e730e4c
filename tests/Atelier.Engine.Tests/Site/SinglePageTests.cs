using Atelier.Engine.Site;
using static Atelier.Engine.Tests.Site.Notebooks;

namespace Atelier.Engine.Tests.Site;

public class SinglePageTests
{
    [Fact]
    public void The_table_of_contents_links_each_notebook_by_its_first_heading()
    {
        var page = SinglePage.Render([Of("01-a", Words("intro\n# Games & *gains*")), Of("02-b", Code("1 + 1"))]);
        Assert.Contains("""<a href="#01-a">Games &amp; *gains*</a>""", page);
        Assert.Contains("""<a href="#02-b">02-b</a>""", page);
        Assert.Contains("""<article id="02-b">""", page);
    }

    [Fact]
    public void What_a_lecturer_notes_for_a_slide_is_not_on_the_page()
    {
        var page = SinglePage.Render(
            [Of("n", Words("the idea", "slide"), Words("ask why", "notes"), Words("left out", "skip"))]);
        Assert.Contains("the idea", page);
        Assert.Contains("left out", page);
        Assert.DoesNotContain("ask why", page);
    }

    [Fact]
    public void Code_and_printed_text_are_shown_as_written()
    {
        var page = SinglePage.Render(
            [Of("n",
                Code("var x = \"<b>\"; // a < b",
                    """{"output_type":"stream","name":"stdout","text":["<i>\u001b[31m1\u001b[0m & 2</i>\n"]}"""))]);
        Assert.Contains("""<span class="keyword">var</span> x = <span class="string">&quot;&lt;b&gt;&quot;</span>;""", page);
        Assert.Contains("""<span class="comment">// a &lt; b</span>""", page);
        Assert.Contains("&lt;i&gt;1 &amp; 2&lt;/i&gt;", page);
    }

    [Fact]
    public void Code_that_does_not_parse_is_still_shown_whole()
    {
        var page = SinglePage.Render([Of("n", Code("#!time\nvar = ;;} \"open"))]);
        Assert.Contains("#!time", page);
        Assert.Contains("&quot;open", page);
    }

    [Fact]
    public void A_picture_keeps_its_alt_text()
    {
        var page = SinglePage.Render(
            [Of("n",
                Code("p", """{"output_type":"display_data","data":{"text/plain":"Picture","image/png":"QUJD\n"},"metadata":{"image/png":{"alt":"a \"seven\""}}}"""))]);
        Assert.Contains("""<img alt="a &quot;seven&quot;" src="data:image/png;base64,QUJD">""", page);
    }

    [Fact]
    public void The_richest_form_of_a_value_is_shown()
    {
        var page = SinglePage.Render(
            [Of("n",
                Code("v", """{"output_type":"execute_result","execution_count":1,"data":{"text/plain":"plain form","text/html":["<b>rich</b>"]},"metadata":{}}"""))]);
        Assert.Contains("<b>rich</b>", page);
        Assert.DoesNotContain("plain form", page);
    }

    [Fact]
    public void An_error_is_shown_with_its_lines()
    {
        var page = SinglePage.Render(
            [Of("n",
                Code("throw", """{"output_type":"error","ename":"E","evalue":"m","traceback":["first","second"]}"""))]);
        Assert.Contains("first\nsecond", page);
        Assert.Contains("role=\"alert\"", page);
    }

    [Fact]
    public void Formulas_bring_their_script_and_pages_without_any_do_not()
    {
        Assert.Contains("<span class=\"math\">\\(D^*\\)</span>", SinglePage.Render([Of("n", Words("$D^*$"))]));
        Assert.Contains("temml.render", SinglePage.Render([Of("n", Words("$D^*$"))]));
        Assert.DoesNotContain("temml", SinglePage.Render([Of("n", Words("none"))]));
    }

    [Fact]
    public void A_formula_between_double_dollars_on_one_line_is_displayed()
    {
        var page = SinglePage.Render([Of("n", Words("so\n\n$$-\\log x = a = b$$\n\nand"))]);
        Assert.Matches("""<div class="math">\s*\\\[\s*-\\log x = a = b\s*\\\]</div>""", page);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_a_network()
    {
        var page = SinglePage.Render([Of("n", Words("$x$"), Code("1"))]);
        Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page);
        Assert.DoesNotContain("@import", page);
    }

    [Fact]
    public void An_attached_picture_becomes_part_of_the_page()
    {
        var cell = """{"cell_type":"markdown","id":"c","metadata":{},"source":"![a cat](attachment:cat.png)","attachments":{"cat.png":{"image/png":"QUJD"}}}""";
        Assert.Contains("""<img src="data:image/png;base64,QUJD" alt="a cat" />""", SinglePage.Render([Of("n", cell)]));
    }
}
