using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a reader has to know of a picture that shows less than it should.</summary>
internal static class PictureWarning
{
    private const double Outside = 0.05; // of the range: what is cut off below this is not seen

    /// <summary>"not a number …", "one colour throughout …", "values from …", or nothing.</summary>
    /// <param name="image">[N, C, H, W] for several pictures, otherwise one; not empty</param>
    /// <param name="range">what is black in it and what is white</param>
    public static string Of(Tensor image, PictureRange range)
    {
        using var scope = NewDisposeScope();
        var x = range.ToUnit(image.detach().cpu().to(float32));
        if (PictureInput.NotFinite(x) is > 0 and var bad)
            return $"not a number: {bad:n0} of {x.numel():n0} values are NaN or infinite, and NaN is drawn black";
        return string.Join("; ", new[] { Cut(x, image, range), Blank(x.clamp(0, 1)) }.Where(part => part != ""));
    }

    private static string Cut(Tensor x, Tensor image, PictureRange range)
    {
        if (PictureInput.Ends(x) is ( >= -Outside, <= 1 + Outside))
            return "";
        var (low, high) = PictureInput.Ends(image);
        return $"values from {low:g3} to {high:g3}: what lies outside {range} is cut off";
    }

    /// <summary>Pictures in which no pixel differs from another by a step of 8 bits.</summary>
    private static string Blank(Tensor x)
    {
        var pictures = x.dim() == 4 ? x.flatten(2) : x.reshape(1, -1, x.shape[^2] * x.shape[^1]); // [N, C, pixels]
        var contrast = (pictures.amax([2]) - pictures.amin([2])).amax([1]); // [N], in the channel that has most
        var (count, of) = ((contrast < 1.0 / 255).sum().ToInt64(), contrast.numel());
        return count == 0 || pictures.shape[2] == 1 ? ""
            : of == 1 ? "one colour throughout"
            : $"{count} of {of} pictures are one colour throughout";
    }
}
