using System.Net;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public class FilmTableTests
{
    [Fact]
    public void Pictures_stand_row_by_row_and_the_last_one_shows()
    {
        using var scope = NewDisposeScope();
        var film = new FilmTable("A <b>bridge</b>", "β / α", "step");
        foreach (var (row, grey) in new[] { ("1", 0.0), ("10", 0.25) })
            foreach (var step in new[] { 1, 2, 3 })
                film.Add(row, $"{step}", Frame(grey + step / 12.0));
        var html = film.ToHtml();

        var images = Regex.Matches(html, "<img src=\"data:image/png;base64,([^\"]+)\" alt=\"([^\"]+)\" style=\"([^\"]+)\"");
        Assert.Equal(
            ["β / α 1, step 1", "β / α 1, step 2", "β / α 1, step 3", "β / α 10, step 1", "β / α 10, step 2", "β / α 10, step 3"],
            images.Select(image => WebUtility.HtmlDecode(image.Groups[2].Value)["A <b>bridge</b>: ".Length..]));
        Assert.Equal([false, false, false, false, false, true], images.Select(image => !image.Groups[3].Value.Contains("none")));
        var fifth = Images.Load(Convert.FromBase64String(images[4].Groups[1].Value));
        Assert.Equal(0.25 + 2 / 12.0 + 0.25, fifth.mean().item<float>(), 0.003);
        Assert.Equal(["1", "2"], Regex.Matches(html, "<input [^>]*max=\"(\\d)\"").Select(slider => slider.Groups[1].Value));
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.Equal("A <b>bridge</b>: β / α 1, 10; step 1, 2, 3", film.ToString());
    }

    [Fact]
    public void A_place_that_is_empty_or_taken_is_named()
    {
        using var scope = NewDisposeScope();
        var film = new FilmTable("bridge", "β / α", "step");
        Assert.Contains("no pictures yet", Assert.Throws<InvalidOperationException>(film.ToHtml).Message);
        film.Add("1", "1", Frame(0));
        film.Add("10", "2", Frame(0));
        Assert.Contains("β / α 1, step 2", Assert.Throws<InvalidOperationException>(film.ToHtml).Message);
        Assert.Contains("β / α 10, step 2", Assert.Throws<ArgumentException>(() => film.Add("10", "2", Frame(0))).Message);
    }

    /// <summary>[1, 4, 4]: two columns of this grey, and two that are lighter by ½.</summary>
    private static Tensor Frame(double grey) => (grey + tensor(new[] { 0f, 0f, 0.5f, 0.5f })).expand(1, 4, 4);
}
