using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Slides;

/// <summary>
/// A lecture from lesson 01, in Chromium: nothing cut off, nothing from a network, notes in a window of their own.
/// </summary>
[Collection(PresentedCollection.Name)]
public sealed class SlidesTests(Presented lesson) : IAsyncLifetime
{
    private SlideShow _show = null!;

    private IPage Page => _show.Page;

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public async Task No_slide_is_cut_off(int width, int height)
    {
        await OpenAsync(width, height);
        var walk = await _show.WalkAsync();
        Assert.Empty(walk.Cut);
        Assert.All(walk.Moved, slide => Assert.Matches(": (Quiz|Summary)", slide)); // five questions; a list of references
        Assert.InRange(walk.Slides, 40, 90);
        Assert.Empty(_show.Complaints);
        Assert.Empty(_show.Requests);
    }

    [Fact]
    public async Task Charts_are_drawn_films_move_and_hints_open_one_by_one()
    {
        await OpenAsync(1280, 720);
        await Page.EvaluateAsync("() => Reveal.slide(3, 1)"); // what each answer earns
        await Page.Locator("section.present .js-plotly-plot .scatterlayer path.js-line").First.WaitForAsync();
        await Page.EvaluateAsync("() => Reveal.slide(3, 2)"); // exercise 1.1
        var hints = Page.Locator("section.present section.present details");
        Assert.Equal(0, await hints.Locator(":scope[open]").CountAsync());
        await Page.Keyboard.PressAsync("Space");
        const string Visibility = "hint => getComputedStyle(hint).visibility";
        Assert.True(await hints.First.EvaluateAsync<bool>("hint => hint.open"));
        Assert.Equal("visible", await hints.First.EvaluateAsync<string>(Visibility));
        Assert.Equal("hidden", await hints.Nth(1).EvaluateAsync<string>(Visibility));
        await Page.EvaluateAsync("() => Reveal.slide(1, 2)"); // the game's film
        var film = Page.Locator("section.present section.present input[type=range]").First;
        var first = await film.GetAttributeAsync("aria-valuetext");
        await film.FocusAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        Assert.NotEqual(first, await film.GetAttributeAsync("aria-valuetext"));
        Assert.Equal(1, await Page.EvaluateAsync<int>("() => Reveal.getIndices().h"));
        Assert.Empty(_show.Complaints);
    }

    [Fact]
    public async Task Another_window_has_the_notes_and_no_lesson_is_run_again()
    {
        var run = File.GetLastWriteTimeUtc(lesson.Executed);
        await Page.GotoAsync(await lesson.ServeAsync(FreePort()));
        await Page.WaitForFunctionAsync("() => Reveal.isReady()");
        await Page.EvaluateAsync("() => Reveal.slide(1)");
        var speaker = await Page.RunAndWaitForPopupAsync(() => Page.Keyboard.PressAsync("s"));
        await speaker.Locator(".speaker-controls-notes .value", new() { HasText = "Green circles" }).WaitForAsync();
        Assert.Equal(run, File.GetLastWriteTimeUtc(lesson.Executed));
        Assert.Empty(_show.Complaints);
    }

    public async ValueTask InitializeAsync() => _show = await SlideShow.StartAsync();

    public ValueTask DisposeAsync() => _show.DisposeAsync();

    private Task OpenAsync(int width, int height) => _show.OpenAsync(lesson.Page, width, height);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
