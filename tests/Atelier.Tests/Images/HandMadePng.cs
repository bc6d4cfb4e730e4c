using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Atelier.Tests.Data;

/// <summary>PNG files made by hand, chunk by chunk.</summary>
internal static class HandMadePng
{
    private static readonly byte[] s_signature = [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n'];

    /// <param name="width">what the header claims</param>
    /// <param name="height">what the header claims</param>
    /// <param name="pixels">red, green, blue and opacity of each pixel that is really there, row by row</param>
    public static byte[] Of(int width, int height, params byte[][] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6); // eight bits a channel; red, green, blue and opacity

        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest))
            foreach (var row in pixels.Chunk(width))
                packed.Write([0, .. row.SelectMany(pixel => pixel)]); // 0: this row has no filter
        return [.. s_signature, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc(body))];
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xedb88320;
        }
        return ~crc;
    }
}
