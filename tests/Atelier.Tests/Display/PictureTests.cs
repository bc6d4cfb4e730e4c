using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public sealed partial class PictureTests
{
    [Fact]
    public void A_picture_is_a_bundle_of_page_png_text_and_metadata()
    {
        using var image = rand(3, 10, 20);
        var picture = new Picture(image, "Noise.", "Coloured noise.");

        Assert.Equal(
            ["text/html", "image/png", "text/plain", "application/vnd.atelier.metadata+json"],
            Formatter.GetPreferredMimeTypesFor(typeof(Picture)));
        Assert.Equal(picture.ToPng(), Convert.FromBase64String(picture.ToDisplayString("image/png")));
        Assert.Equal("Picture: Noise.\nColoured noise.", picture.ToDisplayString("text/plain"));
        var metadata = JsonNode.Parse(picture.ToDisplayString("application/vnd.atelier.metadata+json"))!;
        Assert.Equal("Coloured noise.", (string?)metadata["alt"]);
        Assert.Equal("Coloured noise.", (string?)metadata["image/png"]!["alt"]);
    }

    [Fact]
    public void The_page_holds_the_picture_itself_with_alt_text_and_caption()
    {
        using var image = rand(1, 8, 8);
        var html = new Picture(image, "a < b", "\"quoted\"").ToHtml();

        Assert.Contains("alt=\"&quot;quoted&quot;\"", html);
        Assert.Contains("a &lt; b</figcaption>", html);
        Assert.DoesNotContain("http", html);
        using var decoded = Images.Load(Convert.FromBase64String(Base64().Match(html).Groups[1].Value));
        Assert.Equal(3, decoded.shape[0]);
    }

    [Fact]
    public void A_small_picture_is_enlarged_pixel_by_pixel()
    {
        using var image = tensor(new[,] { { 0f, 1f }, { 1f, 0f } });
        using var decoded = Images.Load(new Picture(image, "", "").ToPng());

        Assert.Equal([3, 16, 16], decoded.shape);
        Assert.Equal(0, decoded[.., ..8, ..8].max().item<float>());
        Assert.Equal(1, decoded[.., ..8, 8..].min().item<float>());
    }

    [Fact]
    public void A_large_picture_keeps_its_pixels()
    {
        using var image = rand(3, 40, 500);
        using var decoded = Images.Load(new Picture(image, "", "").ToPng());
        Assert.Equal([3, 40, 500], decoded.shape);
    }

    [Theory]
    [InlineData(3, 8, 3)]
    [InlineData(20, 8, 8)]
    public void A_grid_is_no_wider_than_its_pictures(int count, int columns, int expectedColumns)
    {
        using var images = zeros(count, 1, 200, 200);
        using var decoded = Images.Load(new Picture(images, "", "", columns).ToPng());
        Assert.Equal(expectedColumns * 202 + 2, decoded.shape[2]);
    }

    [Fact]
    public void A_picture_leaves_no_tensor_behind()
    {
        using var images = rand(4, 1, 28, 28);
        var before = LiveTensors.Count();
        _ = new Picture(images, "", "");
        Assert.Equal(before, LiveTensors.Count());
    }

    [GeneratedRegex("base64,([^\"]+)\"")]
    private static partial Regex Base64();
}
