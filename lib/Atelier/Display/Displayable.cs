using System.Text.Json.Nodes;

namespace Atelier;

/// <summary>
/// A value that a notebook shows in several forms at once: a page (text/html), plain text, a picture (image/png) where it is one,
/// and metadata that goes with the output, such as the words for a reader who cannot see it. Each kind of value names the forms
/// that it has.
/// </summary>
public abstract class Displayable
{
    /// <summary>The value as a fragment of HTML that stands on its own: no style sheet, no network.</summary>
    public abstract string ToHtml();

    /// <summary>The value as plain text, for a terminal, a log or a diff.</summary>
    public abstract override string ToString();

    /// <summary>The output's metadata: <c>alt</c> for pictures and charts, <c>check</c> for exercises.</summary>
    public abstract JsonObject Metadata();

    /// <summary>The value as a PNG file, or null where it is no picture.</summary>
    public virtual byte[]? ToPng() => null;
}
