using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Atelier;

/// <content>Decoding and encoding with SixLabors.ImageSharp.</content>
internal static partial class PictureFile
{
    public static Decoded Decode(byte[] file, string name)
    {
        try
        {
            var info = Image.Identify(file);
            CheckSize(name, info.Width, info.Height);
            if (info.Metadata.DecodedImageFormat is JpegFormat && !HasEnd(file))
                throw NotWhole(name, "its end is missing");
            using var image = Image.Load<Rgba32>(new DecoderOptions { MaxFrames = 1 }, file);
            var rgba = new byte[4 * image.Width * image.Height];
            image.CopyPixelDataTo(rgba);
            IExifValue<ushort>? orientation = null;
            image.Metadata.ExifProfile?.TryGetValue(ExifTag.Orientation, out orientation);
            return new Decoded(rgba, image.Width, image.Height, orientation?.Value ?? 1);
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

    // ImageSharp fills what is missing of a JPEG. A whole one has an end (ff d9) after the last start of a scan (ff da).
    private static bool HasEnd(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> end = [0xff, 0xd9], scan = [0xff, 0xda];
        return jpeg.LastIndexOf(end) > jpeg.LastIndexOf(scan);
    }

    public static byte[] EncodePng(byte[] rgba, int width, int height) =>
        Encode(rgba, width, height, new PngEncoder { ColorType = PngColorType.Rgb });

    public static byte[] EncodeJpeg(byte[] rgba, int width, int height) =>
        Encode(rgba, width, height, new JpegEncoder { Quality = 92 });

    private static byte[] Encode(byte[] rgba, int width, int height, IImageEncoder encoder)
    {
        using var image = Image.LoadPixelData<Rgba32>(rgba, width, height);
        using var file = new MemoryStream();
        image.Save(file, encoder);
        return file.ToArray();
    }
}
