using System.Text.RegularExpressions;
using Atelier.Tests.Data;
using Atelier.Tests.Environment;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public class FilmstripInABrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    // What the first strip shows: one digit a picture (1: to be seen), the caption, the button.
    private const string Script = """
        const [strip, other] = document.querySelectorAll('figure');
        const slider = strip.querySelector('input'), button = strip.querySelector('button'), log = [];
        function note(what, figure) {
            const seen = [...figure.querySelectorAll('img')].map(frame => frame.offsetWidth > 0 ? 1 : 0).join('');
            log.push(`${what}: ${seen} ${figure.querySelector('span').textContent} ${figure.querySelector('button').textContent}`);
        }
        note('start', strip);
        slider.value = 1; slider.dispatchEvent(new Event('input'));
        note('slider', strip); note('other', other);
        slider.value = 2; button.click(); note('play', strip);
        setTimeout(() => note('end', strip), 2000);
        setTimeout(() => { button.click(); note('again', strip); button.click(); note('pause', strip); }, 2100);
        setTimeout(() => { note('later', strip); document.querySelector('pre').textContent = log.join('\n'); }, 4000);
        """;

    [Fact]
    public void Slider_and_button_work()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
        using var folder = new TemporaryFolder();
        var page = folder.PathOf("page.html");
        File.WriteAllText(page, $"<!doctype html>{Strip()}{Strip()}<pre></pre><script>{Script}</script>");

        // Chromium's own clock: the four seconds pass at once.
        var (_, html, _) = Shell.Run(Chromium,
            ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.PathOf("profile")}",
             "--virtual-time-budget=6000", "--dump-dom", "file://" + page]);
        var log = Regex.Match(html, "<pre>(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(
            """
            start: 001 epoch 2 Play
            slider: 010 epoch 1 Play
            other: 001 epoch 2 Play
            play: 100 epoch 0 Pause
            end: 001 epoch 2 Play
            again: 100 epoch 0 Pause
            pause: 100 epoch 0 Play
            later: 100 epoch 0 Play
            """, log);
    }

    private static string Strip()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("Noise");
        for (var i = 0; i < 3; i++)
            strip.Add(eye(4).unsqueeze(0) * (i + 1) / 3, $"epoch {i}");
        return strip.ToHtml();
    }
}
