using static TorchSharp.torch;

namespace Atelier;

/// <summary>A tensor made ready to be looked at.</summary>
/// <param name="Png">a PNG file; small pictures are enlarged in it, pixel by pixel</param>
/// <param name="Width">pixels in a row of it</param>
/// <param name="Range">what was taken for black and white, where that is not 0 … 1</param>
/// <param name="Warning">why less is to be seen than there should be</param>
internal sealed record DrawnPicture(byte[] Png, long Width, string Range, string Warning)
{
    private const long ComfortableSide = 640;

    /// <summary>The notes that a caption gets.</summary>
    public string Note => string.Join("; ", new[] { Range, Warning }.Where(note => note != ""));

    /// <summary>Draws one picture, or lays several out.</summary>
    /// <param name="image">as for <see cref="Picture"/></param>
    /// <param name="columns">pictures in a row of the grid</param>
    public static DrawnPicture Of(Tensor image, int columns)
    {
        using var scope = NewDisposeScope();
        var range = PictureRange.Of(Images.Check(image, takesBytes: true));
        var x = range.ToUnit(image.detach());
        var enlarged = Enlarge(x.dim() == 4 ? Images.Grid(x, (int)Math.Min(columns, x.shape[0])) : x);
        return new(Images.ToPng(enlarged), enlarged.shape[^1], range.Note, PictureWarning.Of(image, range));
    }

    /// <summary>A small picture, each pixel as a square of pixels; a larger one as it is.</summary>
    /// <param name="image">[..., H, W]</param>
    private static Tensor Enlarge(Tensor image)
    {
        var times = Math.Min(8, (long)Math.Round((double)ComfortableSide / Math.Max(image.shape[^1], image.shape[^2])));
        return times < 2 ? image : image.repeat_interleave(times, -1).repeat_interleave(times, -2);
    }
}
