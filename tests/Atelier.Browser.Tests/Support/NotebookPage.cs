using Microsoft.Playwright;
using SkiaSharp;

namespace Atelier.Browser.Tests.Support;

/// <summary>A notebook in Jupyter Notebook 6, in a Chromium that reaches nothing but this machine.</summary>
internal sealed class NotebookPage : IAsyncDisposable
{
    // The flags that Chromium needs as root in a container, and those that keep it from calling home.
    internal static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private const float Minutes = 60_000;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private NotebookPage(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    public static async Task<NotebookPage> OpenAsync(string address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Programs.Chromium, Args = Flags });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        await page.RouteAsync(
            url => !url.StartsWith("http://127.0.0.1", StringComparison.Ordinal)
                && url.StartsWith("http", StringComparison.Ordinal), route => route.AbortAsync());
        page.SetDefaultTimeout(Minutes);
        await page.GotoAsync(address);
        var notebook = new NotebookPage(playwright, browser, page);
        await notebook.WaitAsync(
            "Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy");
        return notebook;
    }

    /// <summary>Chooses an entry of Jupyter's menus.</summary>
    public async Task ChooseAsync(string menu, string entry)
    {
        await Page.ClickAsync(menu);
        await Page.ClickAsync(entry);
    }

    /// <summary>Runs every cell, by the menu, and waits until the last one has ended.</summary>
    public async Task RunAllAsync()
    {
        await ChooseAsync("#celllink", "#run_all_cells");
        await WaitUntilIdleAsync();
    }

    /// <summary>Adds a cell at the end and starts it.</summary>
    public Task RunNewCellAsync(string code) => Page.EvaluateAsync(
        """
        code => {
          const cell = Jupyter.notebook.insert_cell_at_bottom("code");
          cell.set_text(code);
          Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
          cell.execute();
        }
        """, code);

    public Task WaitUntilIdleAsync() => WaitAsync(
        "!Jupyter.notebook.kernel_busy && !Jupyter.notebook.get_cells().some(cell => cell.input_prompt_number === '*')",
        5 * Minutes);

    public Task WaitAsync(string condition, float milliseconds = Minutes) =>
        Page.WaitForFunctionAsync($"() => Boolean({condition})", null, new() { Timeout = milliseconds, PollingInterval = 100 });

    /// <summary>The text of a cell's outputs.</summary>
    /// <param name="index">from 0; negative from the end</param>
    public Task<string> OutputAsync(int index) => Page.EvaluateAsync<string>(
        "index => Jupyter.notebook.get_cells().at(index).output_area.element[0].innerText", index);

    /// <summary>How many different colours the person sees in an element: one or two where nothing is drawn.</summary>
    public static async Task<int> ColoursAsync(ILocator element)
    {
        await element.ScrollIntoViewIfNeededAsync();
        using var picture = SKBitmap.Decode(await element.ScreenshotAsync());
        return picture.Pixels.Distinct().Count();
    }

    /// <summary>Keeps a picture of the page beside the tests, for a person to look at.</summary>
    public Task KeepAsync(string name) =>
        Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".jpg"),
                Type = ScreenshotType.Jpeg,
                Quality = 60
            });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
