using Atelier.Making;
using Atelier.Tests.Painting;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

public class CopyingTests
{
    [Fact]
    public void What_is_cut_out_of_the_style_is_copied_and_noise_is_not()
    {
        using var scope = NewDisposeScope();
        var style = TinyVgg.Picture(60, 70);
        var other = TinyVgg.Picture(48, 48, seed: 3);
        Assert.Equal(1, Copying.Share(style[.., 5..53, 9..57], style, size: 16), 1e-6);
        Assert.Equal(1, Copying.Share(0.5 * style[.., 5..53, 9..57] + 0.3, style, size: 16), 1e-6); // contrast is no matter
        Assert.Equal(0, Copying.Share(other, style, size: 16), 1e-6);
        other[.., 16..32, 16..32] = style[.., 20..36, 31..47];
        Assert.Equal(1 / 9.0, Copying.Share(other, style, size: 16), 1e-6);
    }

    [Fact]
    public void Patches_without_contrast_are_not_counted() =>
        Assert.Equal(0, Copying.Share(0.5 * ones(3, 32, 32), 0.5 * ones(3, 40, 40), size: 16));
}
