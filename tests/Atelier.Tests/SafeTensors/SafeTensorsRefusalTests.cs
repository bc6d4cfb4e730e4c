using System.Text;
using CsCheck;

namespace Atelier.Tests.Data;

public class SafeTensorsRefusalTests
{
    // What no words stand for is told in those of System.Text.Json.
    [Theory]
    [InlineData("", "the header is no JSON", "")]
    [InlineData("[]", "no object", "")]
    [InlineData("""{"x": 5}""", "no object for a tensor", "tensor x lacks dtype, shape or data_offsets")]
    [InlineData("""{"x\ny": 5}""", "a name of two lines", "tensor x y lacks dtype, shape or data_offsets")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1]}}""", "no offsets", "tensor x lacks dtype, shape or data_offsets")]
    [InlineData("""{"x": {"dtype": "F32", "data_offsets": [0, 4]}}""", "no shape", "tensor x lacks dtype, shape or data_offsets")]
    [InlineData("""{"x": {"shape": [1], "data_offsets": [0, 4]}}""", "no type", "tensor x lacks dtype, shape or data_offsets")]
    [InlineData("""{"x": {"dtype": "F32", "shape": "1", "data_offsets": [0, 4]}}""", "a shape that is text", "")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}""", "a broken size", "")]
    [InlineData("""{"x": {"dtype": null, "shape": [1], "data_offsets": [0, 4]}}""", "null for a type", "which is not read here")]
    [InlineData(
        """{"__metadata__": {"a": 1}, "x": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}}""", "a number as text", "")]
    [InlineData(
        """{"__metadata__": {"a": null}, "x": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}}""", "null as text",
        "its metadata is no text")]
    public void Refuses_a_header_of_another_form(string json, string why, string says) => AssertRefused(json, why, says);

    [Theory]
    [InlineData("x C64 [1] [0,4]", "an unknown type", "tensor x has the type C64, which is not read here")]
    [InlineData("x F32 [-1] [0,4]", "a negative size", "tensor x of shape [-1] does not fill its 4 bytes")]
    [InlineData("x F32 [1] [-4,0]", "a negative offset", "tensor x has the data_offsets [-4,0]")]
    [InlineData("x F32 [1] [4,0]", "an end before its beginning", "tensor x has the data_offsets [4,0]")]
    [InlineData("x F32 [1] [0,4,8]", "three offsets", "tensor x has the data_offsets [0,4,8]")]
    [InlineData("x F32 [2] [0,4]", "a shape that needs more bytes", "tensor x of shape [2] does not fill its 4 bytes")]
    [InlineData("x F32 [2] [0,8]", "more bytes than there are", "its tensors need 8 bytes and it has 4")]
    [InlineData("x F32 [1] [4,8]", "an offset outside", "tensor x begins at byte 4, not 0: tensors overlap or leave a gap")]
    [InlineData("x F32 [] [9223372036854775803,9223372036854775807]", "offsets far outside", "not 0: tensors overlap or leave a gap")]
    [InlineData("x F32 [4611686018427387904,4] [0,0]", "a product that overflows to zero", "does not fill its 0 bytes")]
    [InlineData("x U8 [0,9223372036854775807] [0,0]", "an empty giant", "does not fill its 0 bytes")]
    [InlineData("x U8 [4] [0,4]; y U8 [2] [2,4]", "an overlap", "tensor y begins at byte 2, not 4")]
    [InlineData("x U8 [1] [0,1]; y U8 [1] [3,4]", "a gap", "tensor y begins at byte 3, not 1")]
    [InlineData("x U8 [2] [0,2]; x U8 [2] [2,4]", "a name twice", "")]
    [InlineData("x U8 [3] [0,3]", "a byte that belongs to nobody", "its tensors need 3 bytes and it has 4")]
    public void Refuses_places_that_cannot_be(string tensors, string why, string says) =>
        AssertRefused(SafeTensorsFile.Header(tensors), why, says);

    [Fact]
    public void The_same_file_without_a_fault_is_read()
    {
        var header = SafeTensorsFile.Header("x U8 [2] [0,2]; y U8 [0,9] [2,2]; z I16 [] [2,4]");
        SafeTensorsFile.Load(SafeTensorsFile.Of(header, 1, 2, 3, 4));
    }

    [Fact]
    public void A_shape_has_at_most_as_many_dimensions_as_torch_can_count()
    {
        var ones = string.Join(",", Enumerable.Repeat(1, 65));
        AssertRefused(SafeTensorsFile.Header($"x F32 [{ones}] [0,4]"), "65 dimensions", "does not fill its 4 bytes");
        var most = Encoding.UTF8.GetBytes(SafeTensorsFile.Header($"x F32 [{ones[2..]}] [0,4]"));
        Assert.Equal(64, Assert.Single(SafeTensorsHeader.Parse(most, dataLength: 4).Entries).Shape.Length);
    }

    [Theory]
    [InlineData(0, "it ends before its header")]
    [InlineData(7, "it ends before its header")]
    [InlineData(20, "its header would be 61 bytes long")]
    [InlineData(68, "its header would be 61 bytes long")]
    [InlineData(69, "its tensors need 4 bytes and it has 0")]
    [InlineData(72, "its tensors need 4 bytes and it has 3")]
    public void Refuses_a_file_that_was_cut_off(int length, string says)
    {
        var whole = SafeTensorsFile.Of("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}""", 1, 2, 3, 4);
        Assert.True(length < whole.Length);
        var error = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Load(whole[..length]));
        Assert.Equal($"the file is not a whole safetensors file: {says}", error.Message);
    }

    [Fact]
    public void Refuses_a_header_longer_than_the_file_without_reserving_memory_for_it()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        byte[] file = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, (byte)'{', (byte)'}'];
        Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Load(file));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
    }

    [Fact]
    public void Any_damage_is_refused_or_harmless()
    {
        var whole = SafeTensorsFile.Of("""
            {"__metadata__": {"note": "x"}, "w": {"dtype": "F16", "shape": [2, 3], "data_offsets": [0, 12]},
             "b": {"dtype": "I64", "shape": [1], "data_offsets": [12, 20]}}
            """, new byte[20]);
        var damage = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 4], Gen.Byte.Array[0, 4]);
        damage.Array[1, 4].Sample(cuts =>
        {
            var file = cuts.Aggregate(whole, (bytes, cut) => Replace(bytes, cut.Item1, cut.Item2, cut.Item3));
            LoadsOrRefuses(file);
        }, iter: 5_000, threads: 1);
    }

    [Fact]
    public void Any_numbers_are_refused_or_harmless()
    {
        long[] extremes = [long.MaxValue, long.MinValue, 1L << 31, 1L << 32, 1L << 62];
        var number = Gen.OneOf(Gen.Long[-1, 9], Gen.Long, Gen.Int[0, 4].Select(i => extremes[i]));
        Gen.Select(number.Array[0, 4], number, number).Sample((shape, begin, end) =>
        {
            var header = SafeTensorsFile.Header($"x U8 [{string.Join(",", shape)}] [{begin},{end}]");
            LoadsOrRefuses(SafeTensorsFile.Of(header, 1, 2, 3, 4));
        }, iter: 5_000, threads: 1);
    }

    private static void AssertRefused(string json, string why, string says)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Load(SafeTensorsFile.Of(json, 1, 2, 3, 4)));
        Assert.True(error.Message.StartsWith("the file is not a whole safetensors file: ", StringComparison.Ordinal), why);
        Assert.True(error.Message.Contains(says, StringComparison.Ordinal), $"{why}: {error.Message}");
        Assert.False(error.Message.Contains('\n'), why);
    }

    private static byte[] Replace(byte[] bytes, int start, int length, byte[] with)
    {
        start = Math.Min(start, bytes.Length);
        return [.. bytes[..start], .. with, .. bytes[Math.Min(start + length, bytes.Length)..]];
    }

    private static void LoadsOrRefuses(byte[] file)
    {
        try
        {
            SafeTensorsFile.Load(file);
        }
        catch (InvalidDataException)
        {
        }
    }
}
