using System.IO.Compression;
using CsCheck;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class IdxFileTests
{
    // Two matrices of 2 × 3: rank 3, dimensions 2, 2, 3, then twelve bytes.
    private static readonly byte[] s_whole =
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 255];

    [Fact]
    public void Reads_hand_made_bytes()
    {
        using var x = IdxFile.Parse(s_whole);
        Assert.Equal([2, 2, 3], x.shape);
        Assert.Equal(ScalarType.Byte, x.dtype);
        Assert.Equal(21, x[0, 1, 1].item<byte>());
        Assert.Equal(255, x[1, 1, 2].item<byte>());
    }

    [Fact]
    public void Reads_a_packed_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("two.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Optimal))
            packed.Write(s_whole);
        using var x = IdxFile.Load(path);
        Assert.Equal([2, 2, 3], x.shape);
    }

    [Fact]
    public void Reads_a_file_that_is_not_packed_and_one_whose_name_is_in_capitals()
    {
        using var folder = new TemporaryFolder();
        var (plain, packed) = (folder.PathOf("two"), folder.PathOf("TWO.GZ"));
        File.WriteAllBytes(plain, s_whole);
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Optimal))
            gzip.Write(s_whole);
        using var x = IdxFile.Load(plain);
        using var y = IdxFile.Load(packed);
        Assert.Equal([2, 2, 3], x.shape);
        Assert.Equal(x.bytes.ToArray(), y.bytes.ToArray());
    }

    [Fact]
    public void Reads_eight_dimensions()
    {
        using var x = IdxFile.Parse([0, 0, 8, 8, .. Enumerable.Repeat<byte[]>([0, 0, 0, 1], 8).SelectMany(size => size), 7]);
        Assert.Equal(8, x.dim());
        Assert.Equal(7, x.item<byte>());
    }

    [Theory]
    [InlineData(new byte[] { }, "not an IDX file: it must begin with two zero bytes, a type and a rank")]
    [InlineData(new byte[] { 0, 0, 8 }, "not an IDX file")]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 1, 7 }, "not an IDX file")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 1, 7 }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0 }, "IDX type 0x0d is not read here, only 0x08 (unsigned bytes)")]
    [InlineData(new byte[] { 0, 0, 8, 0, 7 }, "an IDX file of rank 0 is not read here")]
    [InlineData(new byte[] { 0, 0, 8, 9, 7 }, "an IDX file of rank 9 is not read here")]
    [InlineData(new byte[] { 0, 0, 8, 255, 7 }, "an IDX file of rank 255 is not read here")]
    [InlineData(new byte[] { 0, 0, 8, 1 }, "the IDX header is cut off")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0 }, "the IDX header is cut off")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7 }, "1 values do not fill the shape [2]")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7, 7 }, "2 values do not fill the shape [1]")]
    [InlineData(new byte[] { 0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 }, "0 values do not fill")]
    public void Refuses_what_is_not_whole(byte[] file, string says) => Assert.StartsWith(
        says, Assert.Throws<InvalidDataException>(() => IdxFile.Parse(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_the_file_that_it_refuses()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("labels");
        File.WriteAllText(path, "<html>404</html>");
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        // Random bytes rarely pass the first checks, so half of the files begin as IDX files do, with sizes small, zero or huge.
        var size = Gen.OneOf(Gen.UInt[0, 3], Gen.UInt);
        var header = Gen.Select(size.Array[0, 9], Gen.Byte.Array[0, 20], (sizes, rest) => (byte[])
            [0, 0, 8, (byte)sizes.Length, .. sizes.SelectMany(n => BitConverter.GetBytes(n).Reverse()), .. rest]);
        Gen.OneOf(header, Gen.Byte.Array[0, 40]).Sample(bytes =>
        {
            try
            {
                using var x = IdxFile.Parse(bytes);
                Assert.Equal(bytes.Length, 4 + 4 * x.dim() + x.numel());
            }
            catch (InvalidDataException)
            {
            }
        }, iter: 20_000, threads: 1);
    }
}
