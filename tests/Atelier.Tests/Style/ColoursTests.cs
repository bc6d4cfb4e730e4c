using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class ColoursTests
{
    [Fact]
    public void Keeping_the_photos_colours_takes_only_the_brightness_of_the_painting()
    {
        using var scope = NewDisposeScope();
        var photo = 0.4 + 0.2 * TinyVgg.Picture(6, 7);
        var painting = 0.4 + 0.2 * TinyVgg.Picture(6, 7, seed: 2);
        var kept = Colours.KeepOf(photo, painting);
        Assert.True(Colours.Luminance(kept).allclose(Colours.Luminance(painting), rtol: 0, atol: 1e-5));
        Assert.True((kept[0] - kept[1]).allclose(photo[0] - photo[1], rtol: 0, atol: 1e-5));
        Assert.True((kept[2] - kept[1]).allclose(photo[2] - photo[1], rtol: 0, atol: 1e-5));
    }

    [Fact]
    public void Grey_has_its_own_value_as_luminance()
    {
        using var scope = NewDisposeScope();
        Assert.True(Colours.Luminance(full([3, 2, 2], 0.3f)).allclose(full([3, 2, 2], 0.3f)));
    }

    [Fact]
    public void Matching_gives_the_mean_and_the_covariance_of_the_other()
    {
        using var scope = NewDisposeScope();
        var mix = tensor(new float[,] { { 0.5f, 0.2f, 0.1f }, { 0, 0.6f, 0.2f }, { 0.1f, 0, 0.3f } });
        var style = TinyVgg.Picture(20, 30);
        var photo = 0.3 + 0.3 * mix.mm(TinyVgg.Picture(15, 12, seed: 2).reshape(3, -1)).reshape(3, 15, 12);
        var matched = Colours.Match(style, photo).reshape(3, -1);
        var wanted = photo.reshape(3, -1);
        Assert.True(matched.mean([1]).allclose(wanted.mean([1]), rtol: 0, atol: 1e-4));
        Assert.True(Covariance(matched).allclose(Covariance(wanted), rtol: 0, atol: 1e-4));
    }

    [Fact]
    public void A_grey_picture_can_be_matched()
    {
        using var scope = NewDisposeScope();
        var grey = Colours.Luminance(TinyVgg.Picture(8, 8));
        Assert.True(Colours.Match(grey, TinyVgg.Picture(8, 8, seed: 2)).isfinite().all().item<bool>());
    }

    private static Tensor Covariance(Tensor pixels)
    {
        var centred = pixels - pixels.mean([1], keepdim: true);
        return centred.mm(centred.t()) / pixels.shape[1];
    }
}
