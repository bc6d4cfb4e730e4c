using Atelier.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Ring;

/// <summary>The output of lesson 01's cell, alone in a page from a disk, in Chromium.</summary>
internal sealed class RingPage : IAsyncDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ring-{Guid.NewGuid():N}.html");
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    private RingPage()
    {
    }

    public IPage Page { get; private set; } = null!;

    /// <summary>Errors of the page, and what it asked of a network.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<RingPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Programs.Need(jupyter: false);
        var ring = new RingPage();
        await File.WriteAllTextAsync(ring._file, $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The ring</title>
            <style>:root {"{ color-scheme: light dark; }"}</style></head><body>{new RingGame(new()).ToHtml()}</body></html>
            """);
        ring._playwright = await Playwright.CreateAsync();
        ring._browser = await ring._playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = NotebookPage.Flags });
        var context = await ring._browser.NewContextAsync(options);
        ring.Page = await context.NewPageAsync();
        ring.Page.PageError += (_, error) => ring.Complaints.Add(error);
        ring.Page.Console += (_, said) => ring.Complaints.Add(said.Text);
        ring.Page.Request += (_, asked) =>
        {
            if (!asked.Url.StartsWith("file:", StringComparison.Ordinal)) ring.Complaints.Add(asked.Url);
        };
        await ring.Page.GotoAsync($"file://{ring._file}");
        return ring;
    }

    /// <summary>Asks the page: <c>page</c> is the game with its knobs, <c>page.game</c> the game alone.</summary>
    /// <param name="body">JavaScript that returns a value</param>
    /// <param name="given">what it calls <c>given</c></param>
    public Task<T> AskAsync<T>(string body, object? given = null) => Page.EvaluateAsync<T>(
        $$"""given => { const page = document.querySelector(".ring-game").game; {{body}} }""", given);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        File.Delete(_file);
    }
}
