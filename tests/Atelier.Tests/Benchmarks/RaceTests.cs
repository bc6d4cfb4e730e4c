using Atelier.Benchmarks;

namespace Atelier.Tests.Benchmarks;

/// <summary>Contestants that need no time: their seconds are said, not spent.</summary>
public sealed class RaceTests
{
    private static readonly Contestant s_quick = Says("quick", "echo ready; while read n; do echo $((n * 8)); done");
    private static readonly Contestant s_slow = Says(
        "slow", "echo torch warns; echo ready slow 1.0; while read n; do echo $((n * 32)); done");

    [Fact]
    public void A_ratio_is_that_of_the_rates_in_what_a_step_amounts_to()
    {
        var race = Race.Run(Laps(rounds: 3), "a race", s_quick, s_slow);
        var figure = race.Compare("work", "pieces/s", new(s_quick, 6), new(s_slow, 12));

        Assert.Equal(new Spread(0.75, 0.75, 0.75), figure.Value); // 6 pieces in 8 seconds
        Assert.Equal(new Spread(0.375, 0.375, 0.375), figure.PeerValue);
        Assert.Equal(2, figure.Ratio!.Value.Median, 1e-9);
        Assert.Equal(("quick", "slow 1.0"), (figure.Thing, figure.Peer));
        Assert.Null(figure.Missing);
    }

    [Theory]
    [InlineData("echo missing it is not installed", "it is not installed")]
    [InlineData("echo first >&2; echo ImportError: none >&2", "ImportError: none")]
    [InlineData("echo ready; read n; echo killed >&2", "killed")] // it ends in its first lap
    [InlineData("true", "it ended without a word")]
    public void Who_cannot_take_part_is_told_with_the_reason_and_the_others_go_on(string program, string reason)
    {
        var absent = Says("absent", program);
        var race = Race.Run(Laps(rounds: 1), "a race", absent, s_quick, s_slow);

        var figure = race.Compare("work", "pieces/s", new(s_quick, 1), new(absent, 1), Goal.AtLeast(2));
        Assert.Equal(reason, figure.Missing);
        Assert.Null(figure.Ratio);
        Assert.Null(figure.Reached);
        Assert.NotNull(race.Compare("work", "pieces/s", new(s_quick, 1), new(s_slow, 1)).Ratio);
    }

    [Fact]
    public void A_race_that_is_stopped_ends()
    {
        using var stop = new CancellationTokenSource();
        var endless = Says("endless", "echo ready; exec sleep 1000");
        var run = Laps(rounds: 1) with { Cancellation = stop.Token };
        stop.CancelAfter(100);
        Assert.ThrowsAny<OperationCanceledException>(() => Race.Run(run, "a race", endless));
    }

    private static BenchRun Laps(int rounds) =>
        new(rounds, LapSeconds: 100, Full: false, TextWriter.Null, CancellationToken.None);

    private static Contestant Says(string name, string program) => new(name, ["sh", "-c", program]);
}
