using System.Buffers.Binary;

namespace Atelier.Tests.Data;

/// <summary>Pictures' files with an ICC colour profile put in by hand: it promises a table, and nothing comes.</summary>
internal static class HandMadeProfile
{
    private const int Size = 144;

    public static byte[] InJpeg(byte[] jpeg)
    {
        byte[] data = [.. "ICC_PROFILE\0"u8, 1, 1, .. Profile()]; // the first of one part
        return [.. jpeg[..2], 0xff, 0xe2, 0, (byte)(data.Length + 2), .. data, .. jpeg[2..]];
    }

    /// <param name="webp">a file of one chunk of 12 × 8 pixels</param>
    public static byte[] InWebp(byte[] webp) => HandMadeWebp.Of(0x20, HandMadeWebp.Chunk("ICCP"u8, Profile()), webp[12..]);

    private static byte[] Profile()
    {
        var profile = new byte[Size];
        BinaryPrimitives.WriteInt32BigEndian(profile, Size);
        "RGB XYZ "u8.CopyTo(profile.AsSpan(16));
        profile[131] = 1; // one entry: a table (CLUT) of which nothing is there
        "A2B0"u8.CopyTo(profile.AsSpan(132));
        return profile;
    }
}
