using Atelier.Benchmarks;

namespace Atelier.Tests.Benchmarks;

public sealed class ReportTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3, 3, 3)]
    [InlineData(new double[] { 3, 1, 2 }, 2, 1, 3)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5, 1, 4)]
    public void Rounds_are_told_by_median_least_and_most(double[] rounds, double median, double least, double most) =>
        Assert.Equal(new Spread(median, least, most), Spread.Of(rounds));

    public static TheoryData<string, string> Goals => new()
    {
        { Line(Goal.AtLeast(2)), "≥ 2: reached" },
        { Line(Goal.AtLeast(2.1)), "≥ 2.1: missed" },
        { Line(Goal.AtMost(2)), "≤ 2: reached" },
        { Line(Goal.AtMost(1.9)), "≤ 1.9: missed" },
        { Line(Goal.Within(240)), "ours ≤ 240: reached" },
        { Line(Goal.Within(199)), "ours ≤ 199: missed" },
        { Line(goal: null), "" },
    };

    [Theory, MemberData(nameof(Goals))]
    public void A_goal_is_of_the_ratio_or_of_the_value_itself(string line, string told) =>
        Assert.Equal($"|  | a thing | ours: 200 s | theirs: 100 s | **2.00** (2.00 to 2.00) | {told} |", line);

    [Fact]
    public void What_was_not_measured_says_why_and_keeps_its_goal()
    {
        var figure = new Measurement("a step", "ours", "PyTorch")
        {
            Group = "gpu",
            Goal = Goal.AtLeast(2.5),
            Missing = "there is no GPU",
        };
        Assert.EndsWith(
            "| gpu | a step | ours | PyTorch | not measured: there is no GPU | ≥ 2.5 |\n", MarkdownTable.Of([figure]));
    }

    private static string Line(Goal? goal) =>
        MarkdownTable.Of([Measurement.Of("a thing", "s", ("ours", 200), ("theirs", 100), goal)]).Split('\n')[2];
}
