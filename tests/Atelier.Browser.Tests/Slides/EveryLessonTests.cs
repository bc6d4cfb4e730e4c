using Atelier.Browser.Tests.Site;
using Microsoft.Playwright;

namespace Atelier.Browser.Tests.Slides;

/// <summary>
/// The slides and pages of all lessons in Chromium. Each is run first, which takes minutes in all: asked for by
/// <c>-explicit only -class "*.EveryLessonTests"</c>. Lesson 01 is looked at by <see cref="SlidesTests"/> always.
/// </summary>
public sealed class EveryLessonTests
{
    // Five questions, a list, a long table, curves above pictures: each is longer than a screen, and can be moved.
    private const string MayBeMoved = @": (Quiz|Summary|References|11\. What came true|for \(var i = 1; i <= trainSteps)";

    public static TheoryData<string> Lessons => [.. Enumerable.Range(0, 12).Select(number => $"{number:00}")];

    [Theory(Explicit = true), MemberData(nameof(Lessons))]
    public async Task No_slide_is_cut_off(string number)
    {
        using var lesson = new Presented(number);
        await using var show = await SlideShow.StartAsync();
        foreach (var (width, height) in new[] { (1280, 720), (1920, 1080) })
        {
            await show.OpenAsync(lesson.Page, width, height);
            var walk = await show.WalkAsync();
            Assert.Empty(walk.Cut);
            Assert.All(walk.Moved, slide => Assert.Matches(MayBeMoved, slide));
            Assert.NotEqual(0, walk.Slides);
        }

        Assert.Empty(show.Complaints);
        Assert.Empty(show.Requests);
    }

    [Theory(Explicit = true), MemberData(nameof(Lessons))]
    public async Task Its_page_is_for_everybody(string number)
    {
        using var lesson = new Presented(number);
        await using var site = await SitePages.StartAsync(lesson.Site);
        var page = Directory.GetFiles(lesson.Site, $"{number}-*.html").Select(Path.GetFileName).Single()!;
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light) })
        {
            await site.OpenAsync(page, width, scheme);
            await site.IsForEverybodyAsync();
        }
    }
}
