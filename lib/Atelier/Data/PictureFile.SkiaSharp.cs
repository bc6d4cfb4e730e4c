using System.Runtime.InteropServices;
using SkiaSharp;

namespace Atelier;

/// <content>Decoding and encoding with SkiaSharp.</content>
internal static partial class PictureFile
{
    public static Decoded Decode(byte[] file, string name)
    {
        // From memory of its own: a damaged file may ask a .NET stream for more than an int holds, which ends the process.
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw NoPicture(name);
        CheckSize(name, codec.Info.Width, codec.Info.Height);
        // No colour space: the values of the file, as they are.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = new byte[info.BytesSize];
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(info, pinned.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
                throw NotWhole(name, result);
        }
        finally
        {
            pinned.Free();
        }
        return new Decoded(pixels, info.Width, info.Height, (int)codec.EncodedOrigin);
    }

    public static byte[] EncodePng(byte[] rgba, int width, int height) =>
        Encode(rgba, width, height, SKEncodedImageFormat.Png, quality: 100);

    public static byte[] EncodeJpeg(byte[] rgba, int width, int height) =>
        Encode(rgba, width, height, SKEncodedImageFormat.Jpeg, quality: 92);

    private static byte[] Encode(byte[] rgba, int width, int height, SKEncodedImageFormat format, int quality)
    {
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, rgba);
        using var file = image.Encode(format, quality);
        return file.ToArray();
    }
}
