namespace Atelier;

/// <summary>
/// Pictures as files: decoding to RGBA and encoding of it, in a part for each image library, of which the build takes one.
/// </summary>
internal static partial class PictureFile
{
    /// <summary>What a file held.</summary>
    /// <param name="Rgba">height × width × 4 bytes, not premultiplied</param>
    /// <param name="Width">columns as stored</param>
    /// <param name="Height">rows as stored</param>
    /// <param name="Orientation">EXIF orientation, 1 to 8</param>
    public readonly record struct Decoded(byte[] Rgba, int Width, int Height, int Orientation);

    /// <summary>What to say of bytes that no library takes for a picture.</summary>
    /// <param name="name">what to call them</param>
    public static InvalidDataException NoPicture(string name) =>
        new($"{name} is not a picture that can be read here (PNG, JPEG, GIF, BMP or WebP).");

    private static void CheckSize(string name, long width, long height)
    {
        if (width * height > Images.MaxPixels)
            throw new InvalidDataException(
                $"{name} has {width:n0} × {height:n0} pixels; at most {Images.MaxPixels / 1_000_000} million pixels are read.");
    }

    private static InvalidDataException NotWhole(string name, object why) =>
        new($"{name} begins like a picture but cannot be read to its end ({why}); is the file whole?");
}
