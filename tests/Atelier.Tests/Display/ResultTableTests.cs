namespace Atelier.Tests.Display;

public class ResultTableTests
{
    [Fact]
    public void A_row_has_a_name_and_its_numbers()
    {
        var table = new ResultTable("two seeds", "FCD ↓", "steps", "says").Add("<WGAN>", new Estimate(12.34, 0.56), 500,
            "well & good");
        Assert.Contains("&lt;WGAN&gt;</th>", table.ToHtml());
        Assert.Contains("well &amp; good", table.ToHtml());
        Assert.Matches(@"<WGAN>\s+12.3 ± 0.56\s+500\s+well & good\ntwo seeds$", table.ToString());
        Assert.Equal(table.ToString(), (string)table.Metadata()["alt"]!);
    }

    [Theory]
    [InlineData(1234.56, "1235")]
    [InlineData(0.0, "0")]
    [InlineData(0.00123, "0.0012")]
    [InlineData(-0.4567, "-0.457")]
    [InlineData(98.76, "98.8")]
    public void Numbers_have_three_digits(double value, string text) =>
        Assert.Matches($@"a\s+{text}\n", new ResultTable("", "value").Add("a", value).ToString());

    [Fact]
    public void An_estimate_of_a_single_value_has_no_error() =>
        Assert.DoesNotContain("±", new ResultTable("", "value").Add("a", new Estimate(1.5, 0)).ToString());

    [Fact]
    public void A_second_row_of_a_name_replaces_the_first()
    {
        var text = new ResultTable("", "value").Add("a", 1).Add("b", 2).Add("a", 3).ToString();
        Assert.DoesNotMatch(@"a\s+1\n", text);
        Assert.Matches(@"a\s+3\n", text);
    }

    [Fact]
    public void A_row_of_another_width_is_refused() => Assert.Contains(
        "has 1 values, but the table has 2",
        Assert.Throws<ArgumentException>(() => new ResultTable("", "x", "y").Add("a", 1)).Message);
}
