using System.Security.Cryptography;
using Atelier.Browser.Tests.Slides;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Site;

/// <summary>
/// The site of lesson 01 from disk, in Chromium: for everybody (WCAG 2.2 AA, by axe), by keyboard, and without any request.
/// </summary>
[Collection(PresentedCollection.Name)]
public sealed class SiteTests(Presented lesson) : IAsyncLifetime
{
    private const string Lesson = "01-the-minimax-game.html";
    private SitePages _site = null!;
    private IPage _page = null!;

    [Theory]
    [InlineData("index.html", 1280, ColorScheme.Light)]
    [InlineData("glossary.html", 390, ColorScheme.Dark)]
    [InlineData(Lesson, 1280, ColorScheme.Light)]
    [InlineData(Lesson, 390, ColorScheme.Dark)]
    public async Task A_page_is_for_everybody(string page, int width, ColorScheme scheme)
    {
        await _site.OpenAsync(page, width, scheme);
        await _site.IsForEverybodyAsync();
    }

    [Fact]
    public async Task Search_leads_to_a_section_by_keyboard()
    {
        _page = await _site.OpenAsync("glossary.html");
        await _page.Keyboard.PressAsync("/");
        await _page.Keyboard.TypeAsync("gradient vanish");
        var place = _page.Locator("#found li[data-address$='#first-failure-the-gradient-vanishes']");
        await place.WaitForAsync();
        var places = await _page.Locator("#found li").CountAsync();
        for (var i = 0; i < places && await place.GetAttributeAsync("aria-selected") == "false"; i++)
            await _page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("true", await place.GetAttributeAsync("aria-selected"));
        await _page.Keyboard.PressAsync("Enter");
        await _page.Locator(".contents a[aria-current]", new() { HasText = "First failure" }).WaitForAsync();
        Assert.EndsWith($"{Lesson}#first-failure-the-gradient-vanishes", _page.Url);
        Assert.Empty(_site.Complaints);
    }

    [Fact]
    public async Task A_word_is_found_in_its_languages()
    {
        _page = await _site.OpenAsync("index.html");
        foreach (var word in new[] { "判别", "Diskriminat", "discriminateur" })
        {
            await _page.Locator("#search").FillAsync(word);
            await _page.Locator("#found li", new() { HasText = "discriminator" }).First.WaitForAsync();
        }
    }

    [Fact]
    public async Task Formulas_are_MathML_with_lowered_subscripts()
    {
        _page = await _site.OpenAsync(Lesson);
        Assert.Equal(0, await _page.Locator(".math:not(:has(math))").CountAsync());
        Assert.Equal(0, await _page.Locator("math .temml-error").CountAsync());
        Assert.True(await _page.EvaluateAsync<bool>(
            """
            () => [...document.querySelectorAll("main math msub")].filter(sub => sub.getClientRects().length > 0)
              .every(sub => sub.children[1].getBoundingClientRect().bottom > sub.children[0].getBoundingClientRect().bottom)
            """));
    }

    [Fact]
    public async Task A_chart_has_its_numbers_as_a_table()
    {
        _page = await _site.OpenAsync(Lesson);
        var numbers = _page.Locator("article .js-plotly-plot + .chart-numbers").First;
        await numbers.Locator("summary").PressAsync("Enter");
        await numbers.Locator("tbody tr").First.WaitForAsync();
        var (rows, points) = (await numbers.Locator("tbody tr").CountAsync(), await _page.EvaluateAsync<int>(
            "() => document.querySelector('article .js-plotly-plot').data.reduce((sum, line) => sum + Math.min(40, line.x.length), 0)"));
        Assert.Equal(points, rows);
        Assert.Equal(await _page.Locator(".js-plotly-plot").CountAsync(), await _page.Locator(".chart-numbers").CountAsync());
    }

    [Fact]
    public void Pages_are_small_and_no_file_is_there_twice()
    {
        var files = Directory.GetFiles(lesson.Site, "*", SearchOption.AllDirectories);
        Assert.Distinct(files.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
        Assert.All(files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)), page =>
        {
            Assert.InRange(new FileInfo(page).Length, 1, 500_000);
            Assert.DoesNotContain(";base64,", File.ReadAllText(page));
        });
        Assert.Single(files, file => Path.GetFileName(file) == "plotly.js");
    }

    public async ValueTask InitializeAsync() => _site = await SitePages.StartAsync(lesson.Site);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
