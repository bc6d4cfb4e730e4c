namespace Atelier.Tests.Torch;

public class ShapesTests
{
    private const long Giant = 1L << 40;

    [Theory]
    [InlineData(new long[] { }, 4, 4, 4)] // a single number
    [InlineData(new long[] { 2, 3 }, 4, 24, 24)]
    [InlineData(new long[] { 2, 3 }, 4, 23, -1)]
    [InlineData(new long[] { 2, 3 }, 4, 25, 24)]
    [InlineData(new long[] { -1 }, 1, 9, -1)]
    [InlineData(new long[] { -2, -3 }, 1, 9, -1)]
    [InlineData(new long[] { 0, 9 }, 4, 0, 0)]
    [InlineData(new long[] { 9, 0 }, 4, 100, 0)]
    [InlineData(new long[] { 0, -9 }, 4, 0, -1)]
    [InlineData(new long[] { 0, Giant }, 1, 0, -1)] // torch multiplies the sizes of an empty tensor, too
    [InlineData(new long[] { 0, int.MaxValue }, 1, 0, 0)]
    [InlineData(new long[] { 0, int.MaxValue }, 2, 0, -1)]
    [InlineData(new long[] { Giant, Giant }, 1, long.MaxValue, -1)] // the product is 0 in 64 bits
    public void A_shape_takes_so_many_bytes_or_cannot_be(long[] shape, long width, long atMost, long bytes) =>
        Assert.Equal(bytes, Shapes.Bytes(shape, width, atMost));

    [Theory]
    [InlineData(new long[] { }, "[]")]
    [InlineData(new long[] { 2, 3 }, "[2, 3]")]
    public void A_shape_is_written_as_torch_does(long[] shape, string text) => Assert.Equal(text, Shapes.Text(shape));
}
