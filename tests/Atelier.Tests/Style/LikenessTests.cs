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

    [Fact]
    public void What_is_cut_out_of_the_style_is_copied_and_noise_is_not()
    {
        using var scope = NewDisposeScope();
        var style = TinyVgg.Picture(60, 70);
        var other = TinyVgg.Picture(48, 48, seed: 3);
        Assert.Equal(1, Likeness.Copied(style[.., 5..53, 9..57], style, size: 16), 1e-6);
        Assert.Equal(1, Likeness.Copied(0.5 * style[.., 5..53, 9..57] + 0.3, style, size: 16), 1e-6); // contrast is no matter
        Assert.Equal(0, Likeness.Copied(other, style, size: 16), 1e-6);
        other[.., 16..32, 16..32] = style[.., 20..36, 31..47];
        Assert.Equal(1 / 9.0, Likeness.Copied(other, style, size: 16), 1e-6);
    }

    [Fact]
    public void Patches_without_contrast_are_not_counted() =>
        Assert.Equal(0, Likeness.Copied(0.5 * ones(3, 32, 32), 0.5 * ones(3, 40, 40), size: 16));

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
