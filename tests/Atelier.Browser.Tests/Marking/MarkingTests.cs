using Atelier.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Marking;

/// <summary>A grader who marks answers in words, with the keyboard, in Chromium.</summary>
public sealed class MarkingTests : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private IPage _page = null!;

    [Fact]
    public async Task Answers_are_marked_with_the_keyboard_and_each_mark_is_saved_at_once()
    {
        var (marked, address) = await MarkedClass.OpenAsync();
        await using var closing = marked;
        await _page.GotoAsync(address);
        await Says("#text", "Why does $D$ not stop it?");
        await Says("#scheme", "1 point: $D$ judges each point by itself.");
        await Says("#answers", "It never sees the set <script>");
        await Says(".missing", "No answer was given.");
        Assert.Equal("Marking", await _page.TitleAsync());

        await _page.Keyboard.PressAsync("2");
        await _page.Keyboard.PressAsync("c");
        await _page.Keyboard.TypeAsync("well said, 1 + 1");
        await _page.Keyboard.PressAsync("Escape");
        await _page.Keyboard.PressAsync("Enter"); // the next without points: bob
        await _page.Keyboard.PressAsync("9"); // more than there are: nothing
        await _page.Keyboard.PressAsync("0");
        await _page.Keyboard.PressAsync("j");
        await _page.Keyboard.PressAsync("1");
        await _page.Keyboard.PressAsync("+");
        await Says("#count", "3 of 3 marked");
        await Says("#state", "saved");
        Assert.Equal("ada collapse 2.0 well said, 1 + 1\nbob collapse 0.0 \ncyd collapse 1.5 ", marked.Marks() + " ");
        await _page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "marking.png") });

        await _page.Keyboard.PressAsync("n");
        await Says("#text", "How many equilibria");
        await _page.ClickAsync("#missing");
        await Says("#count", "1 of 3 marked");
        await _page.ReloadAsync();
        await Says("#text", "How many equilibria"); // the first question that is not done
        await Says("#count", "1 of 3 marked");
        Assert.Contains("ada,01-games,2,3,", await marked.StopAsync());
    }

    [Fact]
    public async Task Blind_there_are_no_names_and_the_right_students_get_the_marks()
    {
        var (marked, address) = await MarkedClass.OpenAsync("--blind");
        await using var closing = marked;
        await _page.GotoAsync(address);
        await Says("#count", "0 of 3 marked");
        Assert.DoesNotMatch("ada|bob|cyd", await _page.ContentAsync());
        var ada = _page.Locator("article", new() { HasText = "one point at a time" });
        await ada.Locator(".points").FillAsync("1.25");
        await Says("#state", "saved");
        Assert.Equal("ada collapse 1.25", marked.Marks());
    }

    [Fact]
    public async Task The_page_says_when_a_mark_could_not_be_saved()
    {
        var (marked, address) = await MarkedClass.OpenAsync();
        await using var closing = marked;
        await _page.GotoAsync(address);
        await Says("#count", "0 of 3 marked");
        await marked.StopAsync();
        await _page.Keyboard.PressAsync("1");
        await Says("#state", "NOT SAVED");
    }

    public async ValueTask InitializeAsync()
    {
        Programs.Need(jupyter: false);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = NotebookPage.Flags });
        _page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private Task Says(string selector, string text) =>
        _page.Locator(selector, new() { HasText = text }).First.WaitForAsync(new() { Timeout = 30_000 });
}
