using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Pictures with two sliders: one goes down, through what was changed, the other across, as through the steps of a painting. One
/// piece of HTML with the pictures inside, as a <see cref="Filmstrip"/>; without JavaScript it shows the last picture.
/// </summary>
/// <param name="title">what the pictures show; also their text for people who cannot see them</param>
/// <param name="down">what changes from row to row, as in "β / α"</param>
/// <param name="across">what changes from column to column, as in "step"</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class FilmTable(string title, string down, string across) : Displayable
{
    private const string Show = """
        const figure = this.closest('figure'), [down, across] = figure.querySelectorAll('input');
        const frames = figure.querySelectorAll('img'), at = +down.value * (+across.max + 1) + +across.value;
        frames.forEach((frame, i) => frame.style.display = i === at ? 'inline' : 'none');
        this.nextElementSibling.textContent = this.dataset.names.split('|')[this.value];
        this.setAttribute('aria-valuetext', this.nextElementSibling.textContent);
        """;

    private readonly List<string> _rows = [], _columns = [];
    private readonly Dictionary<(string Row, string Column), byte[]> _frames = [];

    /// <summary>Adds a picture; rows and columns stand in the order in which they are first named.</summary>
    /// <param name="row">where it stands from above, as in "10"</param>
    /// <param name="column">where it stands from the left, as in "30"</param>
    /// <param name="image">as for <see cref="Picture"/></param>
    /// <exception cref="ArgumentException">It is no picture, or its place is taken.</exception>
    public void Add(string row, string column, Tensor image)
    {
        if (!_frames.TryAdd((row, column), DrawnPicture.Of(image, columns: 8).Png))
            throw new ArgumentException($"The film \"{title}\" has a picture at {Place(row, column)} already.");
        if (!_rows.Contains(row)) _rows.Add(row);
        if (!_columns.Contains(column)) _columns.Add(column);
    }

    /// <summary>Both sliders and the pictures as a piece of HTML.</summary>
    /// <exception cref="InvalidOperationException">A place of the table has no picture, or it has none at all.</exception>
    public override string ToHtml()
    {
        if (_frames.Count == 0) throw new InvalidOperationException($"The film \"{title}\" has no pictures yet: call Add first.");
        var html = new StringBuilder("<figure class=\"filmstrip\" style=\"margin:0;max-width:40em\">\n");
        foreach (var row in _rows)
            foreach (var column in _columns)
                html.AppendLine(Frame(row, column));
        return html.Append($"{Slider(down, _rows)}\n{Slider(across, _columns)}\n").Append(
            $"<figcaption>{Escape(title)}</figcaption>\n</figure>").ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{title}: {down} {string.Join(", ", _rows)}; {across} {string.Join(", ", _columns)}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => Markup.AltText(ToString(), title, MimeType.Html);

    private string Frame(string row, string column)
    {
        if (!_frames.TryGetValue((row, column), out var png))
            throw new InvalidOperationException($"The film \"{title}\" has no picture at {Place(row, column)}: each place needs one.");
        var isLast = row == _rows[^1] && column == _columns[^1];
        return $"<img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"{Escape($"{title}: {Place(row, column)}")}\" "
            + $"style=\"max-width:100%{(isLast ? "" : ";display:none")}\">";
    }

    private static string Slider(string name, List<string> values) => $"""
        <label style="display:flex;gap:.5em;align-items:center"><span style="min-width:4em">{Escape(name)}</span>
        <input type="range" min="0" max="{values.Count - 1}" value="{values.Count - 1}" style="flex:1"
         data-names="{Escape(string.Join('|', values))}" aria-valuetext="{Escape(values[^1])}" oninput="{Escape(Show)}">
        <output style="min-width:4em">{Escape(values[^1])}</output></label>
        """;

    private string Place(string row, string column) => $"{down} {row}, {across} {column}";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
