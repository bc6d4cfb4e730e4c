using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>
/// The formatters of all <see cref="Displayable"/> values; the formatting library finds them by the type's attribute.
/// </summary>
internal sealed class DisplayableFormatters : ITypeFormatterSource
{
    public IEnumerable<ITypeFormatter> CreateTypeFormatters() =>
    [
        new DisplayableFormatter(MimeType.Html, value => value.ToHtml()),
        new DisplayableFormatter(MimeType.Text, value => value.ToString()),
        new DisplayableFormatter(MimeType.Png, value => value.ToPng() is { } png ? Convert.ToBase64String(png) : null),
        new DisplayableFormatter(MimeType.Metadata, value => value.Metadata().ToJsonString()),
    ];

    private sealed class DisplayableFormatter(string mimeType, Func<Displayable, string?> write) : ITypeFormatter
    {
        public string MimeType => mimeType;

        public Type Type => typeof(Displayable);

        public bool Format(object instance, FormatContext context)
        {
            if (instance is not Displayable value || write(value) is not { } text) return false;
            context.Writer.Write(text);
            return true;
        }
    }
}
