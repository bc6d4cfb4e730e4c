using Atelier.Engine.Site;

namespace Atelier.Engine.Tests.Site;

/// <summary>The words of the course: how they are read, where they are linked, and what of them may be wrong.</summary>
public sealed class GlossaryTests
{
    private const string Head = "# Glossary\n\nThe *words*.\n\n| term | meaning | in | 中文 | Deutsch | français | español |\n|---|---|---|---|---|---|---|\n";
    private const string Two = Head + "| GAN, generative network | A game of $G$. | 01 | 甲 | a | b | c |\n| conditional GAN | Told what. | 08 | 乙 | d | e | f |\n";

    [Fact]
    public void A_row_is_a_word_with_other_names_and_languages()
    {
        var glossary = Glossary.Parse(Two);
        Assert.Equal("The *words*.", glossary.Intro);
        Assert.Equal(["GAN", "generative network"], glossary.Terms[0].Names);
        Assert.Equal(("A game of $G$.", "01"), (glossary.Terms[0].Meaning, glossary.Terms[0].Lesson));
        Assert.Equal("conditional-gan", glossary.Terms[1].Id);
        Assert.Equal(["乙", "d", "e", "f"], glossary.Terms[1].Translations);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Glossary.Parse(Head + "| GAN | A game. | 01 | 甲 |\n"));
        Assert.Contains("7 cells: | GAN |", refused.Message);
    }

    [Theory]
    [InlineData("<p>A GAN, a GAN.</p>", "<p>A [GAN], a GAN.</p>")]
    [InlineData("<p>two gans</p>", "<p>two [gan]s</p>")]
    [InlineData("<p>A generative network, a GAN.</p>", "<p>A [generative network], a GAN.</p>")]
    [InlineData("<p>A conditional GAN is a GAN.</p>", "<p>A [conditional GAN] is a [GAN].</p>")]
    [InlineData("<p>GANTT, DCGAN, GAN-like</p>", "<p>GANTT, DCGAN, GAN-like</p>")]
    [InlineData("<h2>GAN</h2><a href=\"x\"><b>GAN</b></a><code>GAN</code><span class=\"math\">\\(GAN\\)</span><img alt=\"GAN\">",
        "<h2>GAN</h2><a href=\"x\"><b>GAN</b></a><code>GAN</code><span class=\"math\">\\(GAN\\)</span><img alt=\"GAN\">")]
    public void A_word_is_linked_where_it_comes_first_in_the_prose(string html, string linked)
    {
        var expected = linked
            .Replace("[conditional GAN]", Link("conditional-gan", "Told what.", "conditional GAN"), StringComparison.Ordinal)
            .Replace("[generative network]", Link("gan", "A game of G.", "generative network"), StringComparison.Ordinal)
            .Replace("[GAN]", Link("gan", "A game of G.", "GAN"), StringComparison.Ordinal)
            .Replace("[gan]", Link("gan", "A game of G.", "gan"), StringComparison.Ordinal);
        Assert.Equal(expected, new GlossaryLinks(Glossary.Parse(Two)).Link(html));
    }

    [Fact]
    public void The_course_s_glossary_has_at_most_300_words_each_once_in_all_languages()
    {
        var glossary = Glossary.Load(Home())!;
        Assert.InRange(glossary.Terms.Count, 80, 300);
        var names = glossary.Terms.SelectMany(term => term.Names).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Distinct(glossary.Terms.Select(term => term.Id));
        Assert.All(glossary.Terms, term =>
        {
            Assert.Matches(@"^(0\d|1[01])$", term.Lesson);
            Assert.EndsWith(".", term.Meaning);
            Assert.All(term.Translations, Assert.NotEmpty);
        });
    }

    private static string Home()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Atelier.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static string Link(string id, string meaning, string word) =>
        $"<a class=\"term\" href=\"glossary.html#{id}\" title=\"{meaning}\">{word}</a>";
}
