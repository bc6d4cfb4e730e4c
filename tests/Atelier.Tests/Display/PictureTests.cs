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

    [Fact]
    public void A_picture_without_contrast_says_so_in_caption_and_alt_text()
    {
        using var scope = NewDisposeScope();
        var red = cat([ones(1, 4, 4), zeros(2, 4, 4)]);
        Assert.Equal("Picture: A. (one colour throughout)\nB. (one colour throughout)", $"{new Picture(zeros(1, 4, 4), "A.", "B.")}");
        Assert.Equal("(one colour throughout)", Alt(0.5 + 1e-4 * rand(4, 4))); // less than a step of 8 bits
        Assert.Equal("(one colour throughout)", Alt(red));
        Assert.Equal("(1 of 3 pictures are one colour throughout)", Alt(stack([rand(3, 4, 4), red, rand(3, 4, 4)])));
        Assert.Equal("", Alt(eye(4)));
        Assert.Equal("", Alt(full([3, 1, 1], 0.5))); // a single pixel is a colour, and nothing is wrong with it

        static string? Alt(Tensor image) => (string?)new Picture(image, "", "").Metadata()["alt"];
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_picture_that_is_not_a_number_says_so_in_caption_and_alt_text(float value)
    {
        using var images = rand(2, 1, 4, 5);
        images[1, 0, 2, 2] = value;
        var picture = new Picture(images, "Two.", "Two pictures.");
        const string note = "(not a number: 1 of 40 values are NaN or infinite, and NaN is drawn black)";
        Assert.Equal($"Two pictures. {note}", (string?)picture.Metadata()["alt"]);
        Assert.Equal($"Two. {note}", (string?)picture.Metadata()["caption"]);
        Assert.Contains($"Two. {note}</figcaption>", picture.ToHtml());
    }

    [GeneratedRegex("base64,([^\"]+)\"")]
    private static partial Regex Base64();
}
