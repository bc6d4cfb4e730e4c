using System.Buffers.Binary;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Atelier;

/// <content>Decoding and encoding with SixLabors.ImageSharp.</content>
internal static partial class PictureFile
{
    /// <summary>
    /// Five formats, and of their metadata nothing: neither TIFF nor a colour profile, in which faults of ImageSharp are known.
    /// </summary>
    internal static Configuration Formats { get; } = FiveFormats();

    public static Decoded Decode(byte[] file, string name)
    {
        try
        {
            var info = Image.Identify(Formats, file, out var format) ?? throw NoPicture(name);
            CheckSize(name, info.Width, info.Height);
            if (!HasEnd(file, format))
                throw NotWhole(name, "its end is missing");
            using var image = Image.Load<Rgba32>(Formats, file);
            var rgba = new byte[4 * image.Width * image.Height];
            image.CopyPixelDataTo(rgba);
            return new Decoded(rgba, image.Width, image.Height, Orientation(file));
        }
        catch (UnknownImageFormatException)
        {
            throw NoPicture(name);
        }
        catch (Exception error) when (error is not (InvalidDataException or OutOfMemoryException))
        {
            // On damaged files ImageSharp's decoders throw whatever they run into, NullReferenceException among others.
            throw NotWhole(name, error.Message.ReplaceLineEndings(" "));
        }
    }

    private static Configuration FiveFormats()
    {
        var formats = new Configuration(new PngConfigurationModule(), new JpegConfigurationModule(), new GifConfigurationModule(),
            new BmpConfigurationModule(), new WebpConfigurationModule());
        formats.ImageFormatsManager.SetDecoder(PngFormat.Instance, new PngDecoder { IgnoreMetadata = true });
        formats.ImageFormatsManager.SetDecoder(JpegFormat.Instance, new JpegDecoder { IgnoreMetadata = true });
        formats.ImageFormatsManager.SetDecoder(
            GifFormat.Instance, new GifDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First });
        formats.ImageFormatsManager.SetDecoder(WebpFormat.Instance, new WebpDecoder { IgnoreMetadata = true });
        return formats;
    }

    /// <summary>
    /// ImageSharp fills what is missing. A whole PNG has its last chunk, a whole JPEG an end (ff d9) after the last start of a
    /// scan (ff da); BMP and WebP (behind its first 8 bytes) tell their length.
    /// </summary>
    private static bool HasEnd(byte[] file, IImageFormat format)
    {
        ReadOnlySpan<byte> end = [0xff, 0xd9], scan = [0xff, 0xda];
        return format switch
        {
            PngFormat => PictureParts.Of(file).Any(part => part.Name == "IEND"),
            JpegFormat => file.AsSpan().LastIndexOf(end) > file.AsSpan().LastIndexOf(scan),
            BmpFormat => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(2)) <= file.Length,
            WebpFormat => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) <= file.Length - 8,
            _ => true,
        };
    }

    /// <summary>
    /// What the EXIF data of a JPEG or WebP file say of how it is turned. SkiaSharp does not ask a PNG for it, so this does not.
    /// </summary>
    private static int Orientation(byte[] file)
    {
        var mark = "Exif\0\0"u8;
        foreach (var (name, data) in PictureParts.Of(file))
        {
            var isMarked = data.Span.StartsWith(mark);
            if (name == "EXIF" || (name == "e1" && isMarked))
                return new ExifProfile(data[(isMarked ? mark.Length : 0)..].ToArray()).GetValue(ExifTag.Orientation)?.Value ?? 1;
        }
        return 1;
    }

    /// <summary>On photographs three times as fast as the encoder's own choice, in files 3 % larger.</summary>
    public static byte[] EncodePng(byte[] rgba, int width, int height) => Encode(rgba, width, height, new PngEncoder
    {
        ColorType = PngColorType.Rgb,
        CompressionLevel = PngCompressionLevel.Level2,
        FilterMethod = PngFilterMethod.Adaptive,
    });

    public static byte[] EncodeJpeg(byte[] rgba, int width, int height) =>
        Encode(rgba, width, height, new JpegEncoder { Quality = 92 });

    private static byte[] Encode(byte[] rgba, int width, int height, IImageEncoder encoder)
    {
        using var image = Image.LoadPixelData<Rgba32>(Formats, rgba, width, height);
        using var file = new MemoryStream();
        image.Save(file, encoder);
        return file.ToArray();
    }
}
