using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Chart = Plotly.NET.CSharp.Chart;

namespace Atelier.Interactive.Tests;

public sealed class CourseExtensionTests : IDisposable
{
    public CourseExtensionTests()
    {
        using var kernel = new OneCell(() => { });
        new CourseExtension().OnLoadAsync(kernel).Wait();
    }

    public void Dispose()
    {
        AppContext.SetData("Atelier.Display", null);
        AppContext.SetData("Atelier.Cancellation", null);
    }

    [Fact]
    public async Task A_live_view_shows_a_value_in_its_cell_and_later_replaces_that_one()
    {
        var told = await OneCell.RunAsync(() =>
        {
            var first = LiveView.Show("one");
            LiveView.Show("beside");
            first.Update("two");
        });

        var shown = told.OfType<DisplayEvent>().ToArray();
        Assert.Equal(["one", "beside", "two"], shown.Select(each => each.Value));
        Assert.IsType<DisplayedValueUpdated>(shown[2]);
        Assert.Equal(shown[0].ValueId, shown[2].ValueId);
        Assert.NotEqual(shown[0].ValueId, shown[1].ValueId);
    }

    /// <summary>As Visual Studio Code sends it.</summary>
    [Fact]
    public async Task The_stop_button_reaches_the_running_cell()
    {
        using var begun = new ManualResetEventSlim();
        var seen = new TaskCompletionSource<bool>();
        using var kernel = new OneCell(() =>
        {
            var before = Atelier.RunningCell.Cancellation.IsCancellationRequested;
            begun.Set();
            seen.SetResult(!before && Atelier.RunningCell.Cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
        });
        var cell = Task.Run(() => kernel.SendAsync(new SubmitCode("")));
        begun.Wait();
        await kernel.SendAsync(new Cancel());

        Assert.True(await seen.Task);
        await cell;
        Assert.False(Atelier.RunningCell.Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task A_readers_own_chart_is_drawn_without_a_network_by_the_library_and_with_one_by_Plotlys_extension()
    {
        var chart = Chart.Line<int, int, string>(x: [1, 2], y: [3, 4]);
        Formatters.Register();
        Assert.DoesNotContain("https://", chart.ToDisplayString(HtmlFormatter.MimeType), StringComparison.Ordinal);

        await OneCell.RunAsync(ForeignCharts.ShowOnline);
        Assert.Contains("https://cdn.plot.ly", chart.ToDisplayString(HtmlFormatter.MimeType), StringComparison.Ordinal);
    }
}
