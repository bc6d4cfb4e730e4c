using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A picture, or a grid of pictures, with a caption and alt text. Small pictures are shown enlarged, pixel by pixel. One that holds
/// NaN, is one colour throughout or leaves its range says so behind both.
/// </summary>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Png, MimeType.Text, MimeType.Metadata])]
public sealed class Picture : Displayable
{
    private const long ComfortableSide = 640;
    private readonly byte[] png;
    private readonly string caption, alt;
    private readonly long width;

    /// <summary>Encodes the picture at once; the tensor can be disposed afterwards.</summary>
    /// <param name="image">[3, H, W], [1, H, W] or [H, W] for one picture, [N, C, H, W] for a grid; values in [0, 1]</param>
    /// <param name="caption">one line below the picture</param>
    /// <param name="alt">what the picture shows, for a reader who cannot see it</param>
    /// <param name="columns">pictures in a row of the grid</param>
    /// <exception cref="ArgumentException">It has another shape, is empty, or holds whole numbers.</exception>
    public Picture(Tensor image, string caption, string alt, int columns = 8)
    {
        Images.Check(image);
        using var scope = NewDisposeScope();
        var note = PictureNote.Of(image);
        var whole = image.dim() == 4 ? Images.Grid(image, (int)Math.Min(columns, image.shape[0])) : image;
        var enlarged = Enlarge(whole.detach());
        (this.caption, this.alt, width) = (PictureNote.Behind(caption, note), PictureNote.Behind(alt, note), enlarged.shape[^1]);
        png = Images.ToPng(enlarged);
    }

    /// <inheritdoc/>
    public override byte[] ToPng() => png;

    /// <inheritdoc/>
    public override string ToHtml() => Markup.Figure(
        $"""<img src="data:image/png;base64,{Convert.ToBase64String(png)}" alt="{Markup.Encode(alt)}" style="width:{width}px;max-width:100%;image-rendering:pixelated">""",
        caption);

    /// <inheritdoc/>
    public override string ToString() => $"Picture: {caption}\n{alt}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(alt, caption, MimeType.Png);

    /// <summary>A small picture, each pixel as a square of pixels; a larger one as it is.</summary>
    /// <param name="image">[..., H, W]</param>
    internal static Tensor Enlarge(Tensor image)
    {
        var times = Math.Min(8, (long)Math.Round((double)ComfortableSide / Math.Max(image.shape[^1], image.shape[^2])));
        return times < 2 ? image : image.repeat_interleave(times, -1).repeat_interleave(times, -2);
    }
}
