namespace Atelier.Tests.Data;

/// <summary>EXIF data that say how a picture is turned, and nothing else.</summary>
internal static class HandMadeExif
{
    public static byte[] Of(int orientation) =>
    [
        .. "MM\0*"u8, 0, 0, 0, 8, // TIFF, big-endian, first directory at byte 8
        0, 1, // one entry:
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, // tag 0x0112, of type short, one of it
        0, 0, 0, 0, // no further directory
    ];

    /// <param name="webp">a file of one chunk of 12 × 8 pixels</param>
    /// <param name="orientation">1 to 8</param>
    public static byte[] InWebp(byte[] webp, int orientation) =>
        HandMadeWebp.Of(0x08, webp[12..], HandMadeWebp.Chunk("EXIF"u8, Of(orientation)));
}
