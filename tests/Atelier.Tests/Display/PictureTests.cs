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
        Assert.Equal("Picture: A. (one colour throughout)\nB. (one colour throughout)",
            $"{new Picture(zeros(1, 4, 4), "A.", "B.")}");
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

    /// <summary>
    /// The same picture in three ranges is the same file, and the caption says what was taken for black and white.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Bytes_floats_and_what_a_generator_makes_look_the_same(int count)
    {
        using var scope = NewDisposeScope();
        var bytes = randint(256, [count, 1, 28, 28], dtype: uint8);
        bytes[0, 0, 0, 0] = 0;
        var plain = Shown(bytes.to(float32) / 255);
        Assert.Equal("A.", plain.Caption);
        Assert.Equal(plain with { Caption = "A. (black 0, white 255)" }, Shown(bytes));
        Assert.Equal(plain with { Caption = "A. (black −1, white 1)" }, Shown(bytes.to(float32) / 127.5 - 1));

        static (string Caption, string Png) Shown(Tensor image)
        {
            var picture = new Picture(image, "A.", "A digit.");
            Assert.Equal("A digit.", (string?)picture.Metadata()["alt"]);
            return ((string)picture.Metadata()["caption"]!, Convert.ToBase64String(picture.ToPng()));
        }
    }

    [Fact]
    public void Rounding_and_noise_on_a_photo_make_no_generators_picture()
    {
        using var scope = NewDisposeScope();
        var photo = linspace(0, 1, 300).reshape(3, 10, 10);
        Assert.Equal(Png(photo), Png(photo - 1e-6));
        Assert.Equal(Png(photo.clamp(0.2, 1) - 0.2), Png((photo - 0.2).clamp(0, 1)));
        Assert.Equal(Png((photo - 0.2).clamp(0, 1)), Png(photo - 0.2));
        Assert.Contains("(values from -0.2 to 0.8: what lies outside 0 … 1 is cut off)", $"{new Picture(photo - 0.2, "", "")}");

        static byte[] Png(Tensor image) => new Picture(image, "", "").ToPng();
    }

    [Fact]
    public void What_leaves_a_generators_range_is_cut_off_as_well() => Assert.Contains(
        "(black −1, white 1; values from -3 to 3: what lies outside −1 … 1 is cut off)",
        $"{new Picture(linspace(-3, 3, 100).reshape(1, 10, 10), "", "")}");

    [GeneratedRegex("base64,([^\"]+)\"")]
    private static partial Regex Base64();
}
