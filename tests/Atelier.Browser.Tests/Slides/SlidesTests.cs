using System.Net;
using System.Net.Sockets;
using Atelier.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Slides;

/// <summary>
/// A lecture from lesson 01, in Chromium: nothing cut off, nothing from a network, notes in a window of their own.
/// </summary>
[Collection(PresentedCollection.Name)]
public sealed class SlidesTests(Presented lesson) : IAsyncLifetime
{
    /// <summary>Goes through all slides and fragments; tells what is cut off, and what has to be moved to be seen.</summary>
    private const string Walk =
        """
        async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const next = async () => { for (let i = 0; i < 3; i++) await frame(); };
          const [cut, moved] = [[], []];
          for (const slide of Reveal.getSlides()) {
            const at = Reveal.getIndices(slide);
            Reveal.slide(at.h, at.v, -1);
            while (Reveal.availableFragments().next) { Reveal.nextFragment(); await next(); }
            await next();
            const edge = document.querySelector(".slides").getBoundingClientRect();
            const content = slide.querySelector(".fit");
            const inside = content.getBoundingClientRect();
            const name = `${at.h}.${at.v}: ${content.innerText.slice(0, 40)}`;
            if (content.scrollHeight > content.clientHeight + 1) moved.push(name);
            if (content.scrollWidth > content.clientWidth + 1 || inside.bottom > edge.bottom + 1 || inside.right > edge.right + 1)
              cut.push(name);
          }
          return { cut, moved, slides: Reveal.getSlides().length };
        }
        """;

    private readonly List<string> _complaints = [], _requests = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private IPage _page = null!;

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public async Task No_slide_is_cut_off(int width, int height)
    {
        await OpenAsync(width, height);
        var walk = await _page.EvaluateAsync<Walked>(Walk);
        Assert.Empty(walk.Cut);
        Assert.All(walk.Moved, slide => Assert.Matches(": (Quiz|Summary)", slide)); // five questions; a list of references
        Assert.InRange(walk.Slides, 40, 90);
        Assert.Empty(_complaints);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task Charts_are_drawn_films_move_and_hints_open_one_by_one()
    {
        await OpenAsync(1280, 720);
        await _page.EvaluateAsync("() => Reveal.slide(3, 1)"); // what each answer earns
        await _page.Locator("section.present .js-plotly-plot .scatterlayer path.js-line").First.WaitForAsync();
        await _page.EvaluateAsync("() => Reveal.slide(3, 2)"); // exercise 1.1
        var hints = _page.Locator("section.present section.present details");
        Assert.Equal(0, await hints.Locator(":scope[open]").CountAsync());
        await _page.Keyboard.PressAsync("Space");
        const string Visibility = "hint => getComputedStyle(hint).visibility";
        Assert.True(await hints.First.EvaluateAsync<bool>("hint => hint.open"));
        Assert.Equal("visible", await hints.First.EvaluateAsync<string>(Visibility));
        Assert.Equal("hidden", await hints.Nth(1).EvaluateAsync<string>(Visibility));
        await _page.EvaluateAsync("() => Reveal.slide(1, 2)"); // the game's film
        var film = _page.Locator("section.present section.present input[type=range]").First;
        var first = await film.GetAttributeAsync("aria-valuetext");
        await film.FocusAsync();
        await _page.Keyboard.PressAsync("ArrowLeft");
        Assert.NotEqual(first, await film.GetAttributeAsync("aria-valuetext"));
        Assert.Equal(1, await _page.EvaluateAsync<int>("() => Reveal.getIndices().h"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Another_window_has_the_notes_and_no_lesson_is_run_again()
    {
        var run = File.GetLastWriteTimeUtc(lesson.Executed);
        await _page.GotoAsync(await lesson.ServeAsync(FreePort()));
        await _page.WaitForFunctionAsync("() => Reveal.isReady()");
        await _page.EvaluateAsync("() => Reveal.slide(1)");
        var speaker = await _page.RunAndWaitForPopupAsync(() => _page.Keyboard.PressAsync("s"));
        await speaker.Locator(".speaker-controls-notes .value", new() { HasText = "Green circles" }).WaitForAsync();
        Assert.Equal(run, File.GetLastWriteTimeUtc(lesson.Executed));
        Assert.Empty(_complaints);
    }

    public async ValueTask InitializeAsync()
    {
        Programs.Need(jupyter: false);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = NotebookPage.Flags });
        _page = await _browser.NewPageAsync();
        _page.Console += (_, said) => Keep(said.Type == "error", said.Text, _complaints);
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Request += (_, asked) => Keep(asked.Url.StartsWith("http", StringComparison.Ordinal), asked.Url, _requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static void Keep(bool counts, string text, List<string> texts)
    {
        if (counts) texts.Add(text);
    }

    private async Task OpenAsync(int width, int height)
    {
        await _page.SetViewportSizeAsync(width, height);
        await _page.GotoAsync($"file://{lesson.Page}");
        await _page.WaitForFunctionAsync("() => Reveal.isReady()");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed record Walked
    {
        public string[] Cut { get; init; } = [];

        public string[] Moved { get; init; } = [];

        public int Slides { get; init; }
    }
}
