using System.Buffers.Binary;
using System.Text;

namespace Atelier;

/// <summary>
/// What files of pictures are made of: the chunks of PNG and of WebP (RIFF), the segments of JPEG before its first scan.
/// </summary>
internal static class PictureParts
{
    /// <summary>The parts that are there whole; none for other files.</summary>
    /// <param name="file">the bytes of a picture's file</param>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Data)> Of(ReadOnlyMemory<byte> file) => file.Span switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', _, _, _, _, ..] => Png(file[8..]),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, _, _, _, _, ..] => Riff(file[12..]),
        [0xff, 0xd8, ..] => Jpeg(file[2..]),
        _ => [],
    };

    /// <summary>A length, a name, the data and four bytes of a checksum.</summary>
    private static IEnumerable<(string, ReadOnlyMemory<byte>)> Png(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length >= 12 && BinaryPrimitives.ReadUInt32BigEndian(rest.Span) is var length && length <= rest.Length - 12)
        {
            yield return (Name(rest[4..]), rest.Slice(8, (int)length));
            rest = rest[((int)length + 12)..];
        }
    }

    /// <summary>A name, a length and the data, and a byte more where the length is odd.</summary>
    private static IEnumerable<(string, ReadOnlyMemory<byte>)> Riff(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length >= 8
            && BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]) is var length && length <= rest.Length - 8)
        {
            yield return (Name(rest), rest.Slice(8, (int)length));
            rest = rest[Math.Min(8 + (int)length + (int)(length % 2), rest.Length)..];
        }
    }

    /// <summary>ff, a marker, a length that counts its own two bytes, and the data.</summary>
    private static IEnumerable<(string, ReadOnlyMemory<byte>)> Jpeg(ReadOnlyMemory<byte> rest)
    {
        const byte Scan = 0xda;
        while (rest.Span is [0xff, var marker and not Scan, var high, var low, ..]
            && (high << 8 | low) is var length and >= 2 && length <= rest.Length - 2)
        {
            yield return ($"{marker:x2}", rest[4..(length + 2)]);
            rest = rest[(length + 2)..];
        }
    }

    private static string Name(ReadOnlyMemory<byte> start) => Encoding.ASCII.GetString(start.Span[..4]);
}
