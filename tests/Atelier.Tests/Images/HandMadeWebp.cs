using System.Buffers.Binary;

namespace Atelier.Tests.Data;

/// <summary>WebP files of 12 × 8 pixels made of chunks by hand.</summary>
internal static class HandMadeWebp
{
    /// <param name="features">which chunks there are: 0x20 a colour profile, 0x08 EXIF</param>
    /// <param name="chunks">what stands behind the announcement</param>
    public static byte[] Of(byte features, params byte[][] chunks)
    {
        // VP8X gives width and height less one, in three bytes each.
        byte[] all = [.. Chunk("VP8X"u8, [features, 0, 0, 0, 11, 0, 0, 7, 0, 0]), .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Length(all.Length + 4), .. "WEBP"u8, .. all];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data) =>
        [.. name, .. Length(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
