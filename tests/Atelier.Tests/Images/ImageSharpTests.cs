using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.PixelFormats;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

/// <summary>
/// Two faults of ImageSharp 2.1.13 are known, in the encoder of TIFF and in what reads colour profiles. Directory.Build.props
/// silences their advisories because no picture comes there; here it is asked.
/// </summary>
public class ImageSharpTests
{
    [Fact]
    public void Five_formats_are_read_and_TIFF_is_neither_read_nor_written()
    {
        Assert.Equal(["BMP", "GIF", "JPEG", "PNG", "Webp"],
            PictureFile.Formats.ImageFormats.Select(format => format.Name).Order(StringComparer.Ordinal));
        Assert.Null(PictureFile.Formats.ImageFormatsManager.FindDecoder(TiffFormat.Instance));
        Assert.Null(PictureFile.Formats.ImageFormatsManager.FindEncoder(TiffFormat.Instance));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void A_colour_profile_is_left_unread(string format)
    {
        using var grey = full([3, 8, 8], 0.5);
        var file = format == "jpeg" ? HandMadeProfile.InJpeg(Images.ToJpeg(grey))
            : HandMadeProfile.InWebp(SmallPicture.File("lossless.webp"));
        using var asItComes = Image.Load<Rgba32>(file);
        using var asTheCourseReadsIt = Image.Load<Rgba32>(PictureFile.Formats, file);
        Assert.NotNull(asItComes.Metadata.IccProfile);
        Assert.Null(asTheCourseReadsIt.Metadata.IccProfile);
        Images.Load(file).Dispose();
    }
}
