using Atelier.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Slides;

/// <summary>Slides in Chromium, and what the page complains of and asks a network for.</summary>
internal sealed class SlideShow : IAsyncDisposable
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

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private SlideShow(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, said) => Keep(said.Type == "error", said.Text, Complaints);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, asked) => Keep(asked.Url.StartsWith("http", StringComparison.Ordinal), asked.Url, Requests);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<SlideShow> StartAsync()
    {
        Programs.Need(jupyter: false);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = NotebookPage.Flags });
        return new SlideShow(playwright, browser, await browser.NewPageAsync());
    }

    public async Task OpenAsync(string file, int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Page.GotoAsync($"file://{file}");
        await Page.WaitForFunctionAsync("() => Reveal.isReady()");
    }

    public Task<Walked> WalkAsync() => Page.EvaluateAsync<Walked>(Walk);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static void Keep(bool counts, string text, List<string> texts)
    {
        if (counts) texts.Add(text);
    }
}
