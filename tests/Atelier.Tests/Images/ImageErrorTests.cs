using System.Diagnostics;
using CsCheck;

namespace Atelier.Tests.Data;

public class ImageErrorTests
{
    [Fact]
    public void What_is_no_picture_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Images.Load("<html>404</html>"u8.ToArray(), "starry.jpg"));
        Assert.Equal("starry.jpg is not a picture that can be read here (PNG, JPEG, GIF, BMP or WebP).", error.Message);
        Assert.Throws<InvalidDataException>(() => Images.Load(Array.Empty<byte>()));
    }

    [Fact]
    public void A_name_that_is_nowhere_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Images.Load("no-such-picture.jpg"));
        Assert.Contains("no-such-picture.jpg", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chelsea.jpg", 0.5)]
    [InlineData("chelsea.jpg", 0.95)]
    [InlineData("chelsea.png", 0.5)]
    [InlineData("chelsea.png", 0.95)]
    public void A_picture_that_was_cut_off_is_refused(string name, double part)
    {
        using var x = Images.Load("chelsea.jpg");
        var file = name.EndsWith("png", StringComparison.Ordinal) ? Images.ToPng(x) : Images.ToJpeg(x);
        var error = Assert.Throws<InvalidDataException>(() => Images.Load(file[..(int)(part * file.Length)], name));
        Assert.Contains("is the file whole?", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("small.gif")]
    [InlineData("small.bmp")]
    [InlineData("lossless.webp")]
    [InlineData("lossy.webp")]
    public void A_small_picture_that_was_cut_off_is_refused(string name)
    {
        var file = SmallPicture.File(name);
        Assert.Throws<InvalidDataException>(() => Images.Load(file[..(file.Length * 2 / 3)], name));
    }

    [Fact]
    public void A_TIFF_is_no_picture_here()
    {
        byte[] file = [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var error = Assert.Throws<InvalidDataException>(() => Images.Load(file, "scan.tif"));
        Assert.Contains("is not a picture that can be read here", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8001, 8000)]
    [InlineData(100_000, 100_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_giant_is_refused_before_it_takes_memory(int width, int height)
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.Throws<InvalidDataException>(() => Images.Load(HandMadePng.Of(width, height, [0, 0, 0, 255])));
        Assert.InRange(Process.GetCurrentProcess().PeakWorkingSet64 - before, 0, 200_000_000);
    }

    [Fact]
    public void The_limit_is_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => Images.Load(HandMadePng.Of(8001, 8000, [0, 0, 0, 255]), "big.png"));
        Assert.Equal("big.png has 8,001 × 8,000 pixels; at most 64 million pixels are read.", error.Message);
    }

    [Fact]
    public void Any_damage_is_refused_or_harmless()
    {
        using var x = Images.Load("chelsea.jpg");
        using var small = Images.Resize(x, 24);
        byte[][] files =
        [
            Images.ToPng(small), HandMadeJpeg.WithOrientation(Images.ToJpeg(small), 6),
            .. SmallPicture.Names.Select(name => SmallPicture.File(name)),
        ];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Double[0, 1], Gen.Byte.Array[1, 4]).Sample((which, place, bytes) =>
        {
            var file = files[which].ToArray();
            bytes.CopyTo(file, (int)(place * (file.Length - bytes.Length)));
            LoadsOrRefuses(file);
        }, iter: 4_000, threads: 1);
    }

    private static void LoadsOrRefuses(byte[] file)
    {
        try
        {
            Images.Load(file).Dispose();
        }
        catch (InvalidDataException)
        {
        }
    }
}
