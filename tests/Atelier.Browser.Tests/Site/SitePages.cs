using Atelier.Browser.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Site;

/// <summary>Pages of a site on disk, in Chromium, and what the browser complains of.</summary>
internal sealed class SitePages : IAsyncDisposable
{
    private static readonly string[] s_wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    private readonly List<string> _complaints = [];
    private readonly string _folder;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private IPage _page = null!;

    private SitePages(string folder, IPlaywright playwright, IBrowser browser) =>
        (_folder, _playwright, _browser) = (folder, playwright, browser);

    /// <summary>Of the open page: errors on the console and in scripts, and requests to a network.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <param name="folder">of the site</param>
    public static async Task<SitePages> StartAsync(string folder)
    {
        Programs.Need(jupyter: false);
        var playwright = await Playwright.CreateAsync();
        return new(folder, playwright, await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = NotebookPage.Flags }));
    }

    /// <summary>Opens a page, and waits until its charts are drawn.</summary>
    public async Task<IPage> OpenAsync(string page, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        _page = await _browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        _page.SetDefaultTimeout(120_000); // other tests run beside this one
        _complaints.Clear(); // axe asks for style sheets, which a page from disk refuses
        _page.Console += (_, said) => Keep(said.Type == "error", said.Text);
        _page.PageError += (_, error) => Keep(true, error);
        _page.Request += (_, asked) => Keep(asked.Url.StartsWith("http", StringComparison.Ordinal), asked.Url);
        await _page.GotoAsync($"file://{_folder}/{page}");
        await _page.WaitForFunctionAsync("() => !document.querySelector('script[src$=\"plotly.js\"]') || window.Plotly");
        await _page.WaitForFunctionAsync("() => !document.querySelector('[id^=chart-]:not(.js-plotly-plot)')");
        return _page;
    }

    /// <summary>The open page fits its width, and axe finds nothing against WCAG 2.2 AA in it.</summary>
    public async Task IsForEverybodyAsync()
    {
        Assert.Empty(_complaints);
        Assert.False(await _page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"));
        var result = await _page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = [.. s_wcag] } });
        Assert.Empty(result.Violations.Select(Told));
        Assert.NotEmpty(result.Passes);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Told(AxeResultItem found) =>
        $"{found.Id}: {string.Join("; ", found.Nodes.Take(3).Select(node => node.Html))}";

    private void Keep(bool counts, string text)
    {
        if (counts) _complaints.Add(text);
    }
}
