namespace Atelier.Tests.Judging;

public class JudgementTableTests
{
    private static readonly Judgement s_judgement = new(1.234, new Estimate(0.05, 0.002), 0.9, 0.8, 10, 0.004);

    [Fact]
    public void Each_set_has_a_row_and_the_names_are_plain_text()
    {
        var html = new JudgementTable("2000 pictures").Add("<mine>", s_judgement).Add("other", s_judgement with { Modes = 3 })
            .ToHtml();
        Assert.Contains("&lt;mine&gt;", html);
        Assert.Contains("0.050 ± 0.002", html);
        Assert.Equal(3, html.Split("<tr>").Length - 1);
    }

    [Fact]
    public void A_second_judgement_of_the_same_set_replaces_the_first()
    {
        var text = new JudgementTable("").Add("a", s_judgement).Add("a", s_judgement with { Modes = 7 }).ToString();
        Assert.DoesNotContain("10", text);
        Assert.Contains("7", text);
    }

    [Fact]
    public void Its_alt_text_holds_the_numbers() =>
        Assert.Contains("1.23", (string)new JudgementTable("").Add("a", s_judgement).Metadata()["alt"]!);
}
