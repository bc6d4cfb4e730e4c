using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A picture, or a grid of pictures, with a caption and alt text. Small pictures are shown enlarged, pixel by pixel. What black
/// and white are follows from the values: bytes are 0 … 255; grey pictures with values below 0 are −1 … 1, as generators make
/// them; all others are 0 … 1. The caption says it where it is not 0 … 1. A picture that holds NaN, is one colour throughout or
/// leaves its range says so behind caption and alt text.
/// </summary>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Png, MimeType.Text,
    MimeType.Metadata])]
public sealed class Picture : Displayable
{
    private readonly DrawnPicture _drawn;
    private readonly string _caption, _alt;

    /// <summary>Encodes the picture at once; the tensor can be disposed afterwards.</summary>
    /// <param name="image">
    /// [3, H, W], [1, H, W] or [H, W] for one picture, [N, C, H, W] for a grid; floats in 0 … 1 or, where grey, in −1 … 1; or
    /// bytes
    /// </param>
    /// <param name="caption">one line below the picture</param>
    /// <param name="alt">what the picture shows, for a reader who cannot see it</param>
    /// <param name="columns">pictures in a row of the grid</param>
    /// <exception cref="ArgumentException">It has another shape, is empty, or holds whole numbers that are no bytes.</exception>
    public Picture(Tensor image, string caption, string alt, int columns = 8)
    {
        _drawn = DrawnPicture.Of(image, columns);
        (_caption, _alt) = (Markup.WithNote(caption, _drawn.Note), Markup.WithNote(alt, _drawn.Warning));
    }

    /// <inheritdoc/>
    public override byte[] ToPng() => _drawn.Png;

    /// <inheritdoc/>
    public override string ToHtml() => Markup.Figure(
        $"""<img src="data:image/png;base64,{Convert.ToBase64String(_drawn.Png)}" alt="{Markup.Encode(_alt)}" style="width:{_drawn.Width}px;max-width:100%;image-rendering:pixelated">""",
        _caption);

    /// <inheritdoc/>
    public override string ToString() => $"Picture: {_caption}\n{_alt}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(_alt, _caption, MimeType.Png);
}
