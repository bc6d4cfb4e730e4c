using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a reader has to know of a picture that shows less than it should: it goes behind caption and alt text.</summary>
internal static class PictureNote
{
    private const double Outside = 0.05; // what is cut off below this is not seen

    /// <summary>The text with the note of the picture behind it, where there is something to note.</summary>
    /// <param name="text">a caption or alt text</param>
    /// <param name="note">as <see cref="Of"/> gives it</param>
    public static string Behind(string text, string note) => note == "" ? text : $"{text} ({note})".TrimStart();

    /// <summary>"not a number …", "one colour throughout …", "values from …", or nothing.</summary>
    /// <param name="image">[N, C, H, W] for several pictures, otherwise one; not empty</param>
    public static string Of(Tensor image)
    {
        using var scope = NewDisposeScope();
        var x = image.detach().cpu().to(float32);
        if (PictureInput.NotFinite(x) is > 0 and var bad)
            return $"not a number: {bad:n0} of {x.numel():n0} values are NaN or infinite, and NaN is drawn black";
        var (low, high) = PictureInput.Ends(x);
        var blank = Blank(x.clamp(0, 1));
        var cut = low < -Outside || high > 1 + Outside
            ? $"values from {low:g3} to {high:g3}: what lies outside 0 … 1 is cut off" : "";
        return string.Join("; ", new[] { cut, blank }.Where(part => part != ""));
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
