using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class ImagesTests
{
    [Fact]
    public void A_png_keeps_every_byte()
    {
        using var scope = NewDisposeScope();
        var bytes = randint(0, 256, [3, 17, 23], dtype: ScalarType.Byte);
        var loaded = Images.Load(Images.ToPng(bytes.to(float32) / 255));
        Assert.Equal([3, 17, 23], loaded.shape);
        Assert.True((loaded * 255).round().to(ScalarType.Byte).equal(bytes).all().item<bool>());
    }

    [Fact]
    public void Loads_the_courses_own_pictures_by_name()
    {
        using var x = Images.Load("chelsea.jpg");
        Assert.Equal([3, 300, 451], x.shape);
        Assert.InRange(x.min().item<float>(), 0, 0.1);
        Assert.InRange(x.max().item<float>(), 0.8, 1);
    }

    [Theory]
    [InlineData("small.gif", 0)]
    [InlineData("small.bmp", 0)]
    [InlineData("lossless.webp", 0)]
    [InlineData("lossy.webp", 0.1)]
    public void Reads_what_it_does_not_write(string name, double slack)
    {
        using var scope = NewDisposeScope();
        var x = Images.Load(SmallPicture.File(name));
        Assert.Equal([3, 8, 12], x.shape);
        Assert.All(SmallPicture.Corners, corner =>
        {
            var pixel = x[.., corner.Row, corner.Column].data<float>().ToArray();
            Assert.All(pixel.Zip(corner.Rgb), pair => Assert.Equal(pair.Second / 255f, pair.First, slack + 1e-6));
        });
    }

    [Fact]
    public void Saves_by_extension()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var grey = full([1, 8, 8], 0.5);
        Images.Save(grey, folder.PathOf("deep/below/grey.png"));
        Images.Save(grey, folder.PathOf("grey.JPG"));
        Assert.Equal("PNG"u8, File.ReadAllBytes(folder.PathOf("deep/below/grey.png")).AsSpan(1, 3));
        Assert.Equal([0xff, 0xd8, 0xff], File.ReadAllBytes(folder.PathOf("grey.JPG"))[..3]);
        Assert.Equal(128 / 255f, Images.Load(folder.PathOf("deep/below/grey.png")).mean().item<float>(), 1e-6f);
        Assert.Equal(128 / 255f, Images.Load(folder.PathOf("grey.JPG")).mean().item<float>(), 0.01f);
        Assert.Throws<ArgumentException>(() => Images.Save(grey, folder.PathOf("grey.tiff")));
    }

    [Fact]
    public void Values_outside_are_clamped_and_rounded()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { -1f, 0f, 0.4999f / 255, 0.5001f / 255, 1f, 7f, float.NaN, float.PositiveInfinity }).view(1, 8);
        var loaded = Images.Load(Images.ToPng(x));
        var expected = new[] { 0, 0, 0, 1, 255, 255, 0, 255 };
        Assert.Equal(expected, (loaded[0, 0] * 255).round().to(int32).data<int>().ToArray());
    }

    [Fact]
    public void What_is_transparent_shows_white()
    {
        using var x = Images.Load(HandMadePng.Of(2, 1, [10, 20, 30, 0], [0, 255, 0, 51]));
        Assert.Equal([1f, 1f, 1f], x[.., 0, 0].data<float>().ToArray());
        // 51 of 255 is a fifth of green and four fifths of white.
        Assert.Equal(0.8, x[0, 0, 1].item<float>(), 1e-6);
        Assert.Equal(1.0, x[1, 0, 1].item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_photograph_is_turned_upright(int orientation)
    {
        using var scope = NewDisposeScope();
        // Blocks of 16 × 16 pixels, as JPEG has them, of eight greys: 2 rows and 3 columns of blocks, none like another.
        var blocks = tensor(new[] { 0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f }).view(1, 2, 3);
        var stored = blocks.repeat_interleave(16, 1).repeat_interleave(16, 2);
        var upright = Images.Load(HandMadeJpeg.WithOrientation(Images.ToJpeg(stored), orientation));

        var expected = HandMadeJpeg.Upright(blocks[0], orientation);
        var actual = upright[0][TensorIndex.Slice(8, null, 16), TensorIndex.Slice(8, null, 16)];
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - actual).abs().max().item<float>() < 0.02);
    }

    [Fact]
    public void A_WebP_is_turned_upright_too()
    {
        using var x = Images.Load(HandMadeExif.InWebp(SmallPicture.File("lossless.webp"), 6));
        Assert.Equal([3, 12, 8], x.shape);
    }

    [Fact]
    public void Loading_and_saving_leave_no_tensors_behind()
    {
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var x = Images.Load("chelsea.jpg"))
        using (var small = Images.Resize(x, 64))
        using (var four = stack([small, small, small, small]))
        using (var grid = Images.Grid(four, columns: 2))
            Images.ToPng(grid);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
