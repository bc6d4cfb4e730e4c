namespace Atelier.Tests.Display;

public sealed class ProgressTests
{
    [Fact]
    public void A_quarter_done_in_ten_seconds_leaves_thirty()
    {
        var progress = new Progress(250, 1000, TimeSpan.FromSeconds(10), "images");

        Assert.Equal(25, progress.Rate);
        Assert.Equal(TimeSpan.FromSeconds(30), progress.Left);
        Assert.Contains("25 images/s · 0:30 left", progress.ToString());
    }

    [Fact]
    public void Before_the_first_unit_no_time_is_promised() =>
        Assert.Null(new Progress(0, 1000, TimeSpan.FromSeconds(3), "images").Left);

    [Fact]
    public void At_the_end_it_tells_the_time_taken() =>
        Assert.EndsWith("done in 1:02:03", new Progress(5, 5, new TimeSpan(1, 2, 3), "images").ToString());

    [Fact]
    public void More_than_all_is_all() =>
        Assert.Contains("[####################]", new Progress(7, 5, TimeSpan.FromSeconds(1), "images").ToString());
}
