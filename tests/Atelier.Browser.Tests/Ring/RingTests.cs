using System.Text;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Ring;

/// <summary>The ring as a person plays it, and what its presets say of themselves.</summary>
public sealed class RingTests
{
    /// <summary>
    /// Plays a preset; at each of the asked moments: modes covered, and the largest gradient at G since the one before.
    /// </summary>
    private const string Play = """
        page.knobs.values = { seed: given.seed };
        page.begin(given.preset);
        const seen = [];
        for (let i = 0, most = 0; i < given.steps; i++) {
          const { step, gradientG } = page.game.step();
          most = Math.max(most, gradientG);
          if (step % given.every === 0) { seen.push([page.game.look().modes, most]); most = 0; }
        }
        return seen;
        """;

    [Fact]
    public async Task A_vanishing_gradient_vanishes_and_the_other_loss_brings_it_back()
    {
        await using var ring = await RingPage.OpenAsync();
        foreach (var seed in new[] { 1, 2 })
        {
            var seen = await ring.AskAsync<double[][]>(
                Play, new { preset = "vanishing gradient", seed, steps = 100, every = 25 });
            Assert.All(seen, moment => Assert.Equal(0, moment[0]));
            Assert.True(seen[^1][1] < 0.01, $"seed {seed}: the gradient at G is {seen[^1][1]}");
            Assert.True(await ring.AskAsync<double>("""
                page.find("[name=loss]").value = "non-saturating";
                page.find("[name=loss]").dispatchEvent(new Event("input", { bubbles: true }));
                return page.game.step().gradientG;
                """) > 0.1);
        }
    }

    [Fact]
    public async Task A_collapse_collapses()
    {
        await using var ring = await RingPage.OpenAsync();
        foreach (var seed in new[] { 1, 4 })
        {
            var seen = await ring.AskAsync<double[][]>(Play, new { preset = "mode collapse", seed, steps = 400, every = 20 });
            Assert.InRange(seen.Max(moment => moment[0]), 1, 3);
        }
    }

    [Fact]
    public async Task A_fair_game_covers_the_ring()
    {
        await using var ring = await RingPage.OpenAsync();
        var seen = await ring.AskAsync<double[][]>(Play, new { preset = "fair game", seed = 2, steps = 800, every = 50 });
        Assert.True(seen.Max(moment => moment[0]) >= 7);
    }

    [Fact]
    public async Task It_is_played_with_the_keyboard()
    {
        await using var ring = await RingPage.OpenAsync();
        var page = ring.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "mode collapse" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(5e-4, await ring.AskAsync<double>("return page.game.knobs.rateD"));
        await page.GetByRole(AriaRole.Slider, new() { Name = "Learning rate of D" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(1e-3, await ring.AskAsync<double>("return page.game.knobs.rateD"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Step" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        Assert.Matches(@"step 1, lossD [\d.]+, lossG [\d.]+, gradient at G [\d.]+, modes \d of 8",
            await page.GetByRole(AriaRole.Status).TextContentAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("""() => document.querySelector(".ring-game").game.game.steps > 20""");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).WaitForAsync();
        var outlines = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll(".ring-game :is(button, input, select)")].map(one => {
              one.focus();
              return getComputedStyle(one).outlineStyle;
            })
            """);
        Assert.Equal(13, outlines.Length);
        Assert.All(outlines, outline => Assert.Equal("solid", outline));
        Assert.Empty(ring.Complaints);
    }

    [Fact]
    public async Task The_same_seed_plays_the_same_game_and_another_another()
    {
        await using var ring = await RingPage.OpenAsync();
        Assert.Equal(await PlayAsync(5), await PlayAsync(5));
        Assert.NotEqual(await PlayAsync(5), await PlayAsync(6));

        Task<double[][]> PlayAsync(int seed) =>
            ring.AskAsync<double[][]>(Play, new { preset = "fair game", seed, steps = 3, every = 1 });
    }

    [Fact]
    public async Task Nothing_moves_for_who_wants_it_still()
    {
        await using var ring = await RingPage.OpenAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await ring.AskAsync<int>("""
            page.shows = 0;
            const show = page.show.bind(page);
            page.show = () => { page.shows++; show(); };
            return 0;
            """);
        await ring.Page.GetByRole(AriaRole.Button, new() { Name = "Run 200 steps" }).ClickAsync();
        await ring.Page.WaitForFunctionAsync("""
            () => {
              const { game } = document.querySelector(".ring-game");
              return game.game.steps >= 200 && !game.running;
            }
            """);
        Assert.Equal("200 steps, shown once", await ring.AskAsync<string>(
            "return `${page.game.steps} steps, shown ${page.shows === 1 ? 'once' : 'often'}`"));
    }

    [Fact]
    public async Task A_long_game_keeps_its_last_moments_alone()
    {
        await using var ring = await RingPage.OpenAsync();
        Assert.Equal("400 from step 11", await ring.AskAsync<string>("""
            for (let i = 0; i < 410; i++) page.history.add(page.game.step());
            const { moments } = page.history;
            return `${moments.length} from step ${moments[0].step}`;
            """));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1200)]
    public async Task It_fits_and_is_legible(ColorScheme scheme, int width)
    {
        await using var ring = await RingPage.OpenAsync(
            new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        Assert.True(await ring.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Equal(scheme == ColorScheme.Dark, await ring.AskAsync<bool>("return page.colours.points === '#f2f2f2'"));
        await ring.Page.ScreenshotAsync(
            new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"ring-{scheme}.png"), FullPage = true });
    }

    [Fact]
    public async Task Without_a_script_there_is_a_line_of_text()
    {
        await using var ring = await RingPage.OpenAsync(new() { JavaScriptEnabled = false });
        Assert.Contains("The game on the ring, with knobs", await ring.Page.InnerTextAsync(".ring-game"));
    }

    [Fact]
    public void It_takes_no_more_than_60_KB() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(new RingGame(new()).ToHtml()), 10_000, 60_000);
}
