using System.Net;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public class FilmstripTests
{
    [Fact]
    public void It_holds_its_pictures_and_needs_nothing_from_outside()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("Noise & <b>digits</b>");
        for (var i = 0; i < 3; i++)
            strip.Add(Frame(i / 4.0), $"epoch {i}");
        var html = strip.ToHtml();

        var images = Regex.Matches(html, "<img src=\"data:image/png;base64,([^\"]+)\" alt=\"([^\"]+)\"");
        Assert.Equal(3, images.Count);
        for (var i = 0; i < 3; i++)
        {
            var picture = Images.Load(Convert.FromBase64String(images[i].Groups[1].Value));
            Assert.Equal(i / 4.0 + 0.25, picture.mean().item<float>(), 0.003);
            Assert.Equal($"Noise & <b>digits</b>: epoch {i}", WebUtility.HtmlDecode(images[i].Groups[2].Value));
        }
        Assert.Equal("Noise & <b>digits</b>: 3 pictures, from epoch 0 to epoch 2", (string?)strip.Metadata()["alt"]);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_javascript_the_last_picture_shows()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("two");
        strip.Add(Frame(0), "a");
        strip.Add(Frame(0), "b");
        Assert.Single(Regex.Matches(strip.ToHtml(), "display:none"));
        Assert.Matches("title=\"a\"[^>]*display:none", strip.ToHtml());
    }

    [Fact]
    public void A_frame_without_contrast_or_with_NaN_says_so()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("two");
        strip.Add(zeros(1, 4, 4), "black");
        strip.Add(full([1, 4, 4], float.NaN), "worse");
        Assert.Contains("alt=\"two: black (one colour throughout)\"", strip.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("  worse (not a number: 16 of 16 values are NaN or infinite", strip.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_taken_for_black_and_white_is_said_once()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("digits");
        strip.Add(2 * Frame(0) - 1, "first");
        strip.Add(2 * stack([Frame(0), Frame(0.2), Frame(0.4)]) - 1, "a grid", columns: 2);
        Assert.Contains("<figcaption>digits (black −1, white 1)</figcaption>", WebUtility.HtmlDecode(strip.ToHtml()),
            StringComparison.Ordinal);
        Assert.Equal("Filmstrip: digits (black −1, white 1), 2 pictures\n  first\n  a grid", strip.ToString());
        Assert.Equal("digits: 2 pictures, from first to a grid", (string?)strip.Metadata()["alt"]);
    }

    /// <summary>[1, 4, 4]: two columns of this grey, and two that are lighter by ½.</summary>
    private static Tensor Frame(double grey) => (grey + tensor(new[] { 0f, 0f, 0.5f, 0.5f })).expand(1, 4, 4);

    [Fact]
    public void Empty_it_says_so() => Assert.Throws<InvalidOperationException>(() => new Filmstrip("none").ToHtml());
}
