using System.Buffers.Binary;
using System.IO.Compression;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Reads IDX, the format of the MNIST files: two zero bytes, a type, the number of dimensions, each dimension as a big-endian
/// 32-bit integer, then the values. Only unsigned bytes (type 0x08) are read, which is all that MNIST and its relatives use.
/// Source: the description on <see href="http://yann.lecun.com/exdb/mnist/"/>.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads a file; one whose name ends in <c>.gz</c> is unpacked on the way.</summary>
    /// <param name="path">the file</param>
    /// <returns>a uint8 tensor of the file's shape, on the CPU; the caller owns it</returns>
    /// <exception cref="InvalidDataException">The file is not IDX, or not whole.</exception>
    public static Tensor Load(string path)
    {
        try
        {
            return Parse(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Unpack(path) : File.ReadAllBytes(path));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}");
        }
    }

    /// <summary>Reads the bytes of an IDX file.</summary>
    /// <param name="file">the whole file</param>
    /// <returns>a uint8 tensor of the file's shape, on the CPU; the caller owns it</returns>
    /// <exception cref="InvalidDataException">The bytes are not IDX, or not all there.</exception>
    public static Tensor Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0 || file[1] != 0)
            throw new InvalidDataException("not an IDX file: it must begin with two zero bytes, a type and a rank");
        if (file[2] != UnsignedByte)
            throw new InvalidDataException($"IDX type 0x{file[2]:x2} is not read here, only 0x08 (unsigned bytes)");

        var shape = ReadShape(file[4..], rank: file[3]);
        var values = file[(4 + 4 * shape.Length)..];
        if (Shapes.Bytes(shape, width: 1, atMost: values.Length) != values.Length)
            throw new InvalidDataException($"{values.Length:n0} values do not fill the shape {Shapes.Text(shape)}");

        var tensor = empty(shape, ScalarType.Byte);
        values.CopyTo(tensor.bytes);
        return tensor;
    }

    private static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static long[] ReadShape(ReadOnlySpan<byte> dimensions, int rank)
    {
        if (rank is 0 or > 8)
            throw new InvalidDataException($"an IDX file of rank {rank} is not read here");
        if (dimensions.Length < 4 * rank)
            throw new InvalidDataException("the IDX header is cut off");
        var shape = new long[rank];
        for (var i = 0; i < rank; i++)
            shape[i] = BinaryPrimitives.ReadUInt32BigEndian(dimensions[(4 * i)..]);
        return shape;
    }
}
