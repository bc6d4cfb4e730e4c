using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class LikenessTests
{
    [Fact]
    public void All_edges_are_kept_in_the_photo_itself_darker_or_turned_into_its_negative()
    {
        using var scope = NewDisposeScope();
        var photo = Squares(64, 96);
        Assert.Equal(1, Likeness.EdgesKept(photo, photo), 1e-6);
        Assert.Equal(1, Likeness.EdgesKept(photo, 0.5 * photo + 0.2), 1e-6);
        Assert.Equal(1, Likeness.EdgesKept(photo, 1 - photo), 1e-6);
    }

    [Fact]
    public void An_edge_may_move_by_two_pixels_and_not_by_six()
    {
        using var scope = NewDisposeScope();
        var photo = Squares(64, 96);
        Assert.True(Likeness.EdgesKept(photo, photo.roll(1, 2)) > 0.9);
        Assert.True(Likeness.EdgesKept(photo, photo.roll(6, 2)) < 0.6);
    }

    [Fact]
    public void Another_picture_has_as_many_as_chance() =>
        Assert.Equal(0, Likeness.EdgesKept(TinyVgg.Picture(256, 256), TinyVgg.Picture(256, 256, seed: 2)), 0.06);

    /// <summary>Bright squares of 16 pixels on black, 32 apart.</summary>
    private static Tensor Squares(int height, int width)
    {
        var picture = zeros(3, height, width);
        for (var top = 8; top < height; top += 32)
            for (var left = 8; left < width; left += 32)
                picture[.., top..(top + 16), left..(left + 16)] = 1;
        return picture;
    }
}
