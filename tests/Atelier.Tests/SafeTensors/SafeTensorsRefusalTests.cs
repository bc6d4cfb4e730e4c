using CsCheck;

namespace Atelier.Tests.Data;

public class SafeTensorsRefusalTests
{
    [Theory]
    [InlineData("", "the header is no JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{"x": 5}""", "no object for a tensor")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1]}}""", "no offsets")]
    [InlineData("""{"x": {"dtype": "F32", "shape": "1", "data_offsets": [0, 4]}}""", "a shape that is text")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}""", "a broken size")]
    [InlineData("""{"x": {"dtype": null, "shape": [1], "data_offsets": [0, 4]}}""", "no type")]
    [InlineData("""{"__metadata__": {"a": 1}, "x": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}}""", "a number as text")]
    public void Refuses_a_header_of_another_form(string json, string why) => AssertRefused(json, why);

    [Theory]
    [InlineData("x C64 [1] [0,4]", "an unknown type")]
    [InlineData("x F32 [-1] [0,4]", "a negative size")]
    [InlineData("x F32 [1] [-4,0]", "a negative offset")]
    [InlineData("x F32 [1] [4,0]", "an end before its beginning")]
    [InlineData("x F32 [1] [0,4,8]", "three offsets")]
    [InlineData("x F32 [2] [0,4]", "a shape that needs more bytes")]
    [InlineData("x F32 [2] [0,8]", "more bytes than there are")]
    [InlineData("x F32 [1] [4,8]", "an offset outside")]
    [InlineData("x F32 [] [9223372036854775803,9223372036854775807]", "offsets far outside")]
    [InlineData("x F32 [4611686018427387904,4] [0,0]", "a product that overflows to zero")]
    [InlineData("x U8 [0,9223372036854775807] [0,0]", "an empty giant")]
    [InlineData("x U8 [4] [0,4]; y U8 [2] [2,4]", "an overlap")]
    [InlineData("x U8 [1] [0,1]; y U8 [1] [3,4]", "a gap")]
    [InlineData("x U8 [2] [0,2]; x U8 [2] [2,4]", "a name twice")]
    [InlineData("x U8 [3] [0,3]", "a byte that belongs to nobody")]
    public void Refuses_places_that_cannot_be(string tensors, string why) => AssertRefused(SafeTensorsFile.Header(tensors), why);

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
        AssertRefused(SafeTensorsFile.Header($"x F32 [{ones}] [0,4]"), "65 dimensions");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(70)]
    public void Refuses_a_file_that_was_cut_off(int length)
    {
        var whole = SafeTensorsFile.Of("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}""", 1, 2, 3, 4);
        Assert.True(length < whole.Length);
        Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Load(whole[..length]));
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

    private static void AssertRefused(string json, string why)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Load(SafeTensorsFile.Of(json, 1, 2, 3, 4)));
        Assert.True(error.Message.StartsWith("the file is not a whole safetensors file: ", StringComparison.Ordinal), why);
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
