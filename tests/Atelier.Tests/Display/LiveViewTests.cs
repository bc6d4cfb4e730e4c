namespace Atelier.Tests.Display;

public sealed class LiveViewTests : IDisposable
{
    public void Dispose()
    {
        AppContext.SetData("Atelier.Display", null);
        AppContext.SetData("Atelier.Cancellation", null);
    }

    [Fact]
    public void The_course_kernel_is_asked_first_and_later_values_replace_the_first()
    {
        var shown = new List<object>();
        AppContext.SetData("Atelier.Display", (Func<object, Action<object>>)(value =>
        {
            shown.Add(value);
            return next => shown[^1] = next;
        }));

        var view = LiveView.Show("one");
        view.Update("two");
        view.Update("three");

        Assert.Equal(["three"], shown);
    }

    [Fact]
    public void Without_a_kernel_the_text_goes_to_the_console()
    {
        var console = Console.Out;
        var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            LiveView.Show(new Progress(0, 10, TimeSpan.Zero, "images"));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains("0 of 10 images", written.ToString());
    }

    [Fact]
    public void The_stop_button_reaches_the_running_cell()
    {
        using var stop = new CancellationTokenSource();
        AppContext.SetData("Atelier.Cancellation", (Func<CancellationToken>)(() => stop.Token));

        Assert.False(RunningCell.Cancellation.IsCancellationRequested);
        stop.Cancel();
        Assert.True(RunningCell.Cancellation.IsCancellationRequested);
    }

    [Fact]
    public void Outside_a_notebook_nothing_stops_a_cell() => Assert.Equal(CancellationToken.None, RunningCell.Cancellation);
}
