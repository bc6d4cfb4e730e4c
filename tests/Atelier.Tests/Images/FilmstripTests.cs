using System.Net;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class FilmstripTests
{
    [Fact]
    public void It_holds_its_pictures_and_needs_nothing_from_outside()
    {
        using var scope = NewDisposeScope();
        var strip = new Filmstrip("Noise & <b>digits</b>");
        for (var i = 0; i < 3; i++)
            strip.Add(full([1, 4, 4], i / 2.0), $"epoch {i}");
        var html = strip.ToHtml();

        var images = Regex.Matches(html, "<img src=\"data:image/png;base64,([^\"]+)\" alt=\"([^\"]+)\"");
        Assert.Equal(3, images.Count);
        for (var i = 0; i < 3; i++)
        {
            var picture = Images.Load(Convert.FromBase64String(images[i].Groups[1].Value));
            Assert.Equal(i / 2.0, picture.mean().item<float>(), 0.003);
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
        strip.Add(zeros(1, 2, 2), "a");
        strip.Add(zeros(1, 2, 2), "b");
        Assert.Single(Regex.Matches(strip.ToHtml(), "display:none"));
        Assert.Matches("title=\"a\"[^>]*display:none", strip.ToHtml());
    }

    [Fact]
    public void Empty_it_says_so() => Assert.Throws<InvalidOperationException>(() => new Filmstrip("none").ToHtml());
}
