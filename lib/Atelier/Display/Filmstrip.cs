using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Pictures to leaf through, with a slider and a play button. It shows itself in a notebook, and is one piece of HTML with the
/// pictures inside: it works offline and in an exported page, and without JavaScript it shows the last picture.
/// </summary>
/// <param name="title">what the pictures show; also their text for people who cannot see them</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class Filmstrip(string title) : Displayable
{
    // The elements find one another by their place, so that a page can hold any number of strips.
    private const string Show = """
        const figure = this.closest('figure'), at = +this.value, frames = figure.querySelectorAll('img');
        frames.forEach((frame, i) => frame.style.display = i === at ? 'inline' : 'none');
        figure.querySelector('span').textContent = frames[at].title;
        this.setAttribute('aria-valuetext', frames[at].title);
        """;

    private const string Play = """
        const button = this, slider = button.nextElementSibling, end = +slider.max;
        function stop() { clearInterval(button.timer); button.timer = 0; button.textContent = 'Play'; }
        function move(to) { slider.value = to; slider.oninput(); if (to >= end) stop(); }
        if (button.timer) { stop(); return; }
        button.textContent = 'Pause';
        button.timer = setInterval(() => button.isConnected ? move(+slider.value + 1) : stop(), 500);
        move(+slider.value < end ? +slider.value : 0);
        """;

    private readonly List<(byte[] Png, string Caption, string Range)> _frames = [];

    /// <summary>Pictures so far.</summary>
    public int Count => _frames.Count;

    /// <summary>Adds a picture, or a grid of pictures, after the others; only its PNG is kept.</summary>
    /// <param name="image">as for <see cref="Picture"/></param>
    /// <param name="caption">what distinguishes it, as in "epoch 3"</param>
    /// <param name="columns">pictures in a row of the grid</param>
    /// <exception cref="ArgumentException">It has another shape, is empty, or holds whole numbers that are no bytes.</exception>
    public void Add(Tensor image, string caption, int columns = 8)
    {
        var drawn = DrawnPicture.Of(image, columns);
        _frames.Add((drawn.Png, Markup.WithNote(caption, drawn.Warning), drawn.Range));
    }

    /// <summary>The strip as a piece of HTML.</summary>
    /// <exception cref="InvalidOperationException">It has no pictures yet.</exception>
    public override string ToHtml()
    {
        if (Count == 0)
            throw new InvalidOperationException($"The filmstrip \"{title}\" has no pictures yet: call Add first.");
        var last = Count - 1;
        var html = new StringBuilder("<figure class=\"filmstrip\" style=\"margin:0;max-width:40em\">\n");
        for (var i = 0; i < Count; i++)
            html.AppendLine(Frame(_frames[i].Png, _frames[i].Caption, shown: i == last));
        html.Append(CultureInfo.InvariantCulture, $"""
            <div style="display:flex;gap:.5em;align-items:center">
            <button type="button" onclick="{Escape(Play)}">Play</button>
            <input type="range" min="0" max="{last}" value="{last}" style="flex:1" aria-label="{Escape(title)}"
             aria-valuetext="{Escape(_frames[last].Caption)}" oninput="{Escape(Show)}">
            <span>{Escape(_frames[last].Caption)}</span>
            </div>
            <figcaption>{Escape(Caption)}</figcaption>
            </figure>
            """);
        return html.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', [$"Filmstrip: {Caption}, {Count} pictures", .. _frames.Select(frame => $"  {frame.Caption}")]);

    /// <inheritdoc/>
    public override JsonObject Metadata()
    {
        var (first, last) = (_frames.FirstOrDefault().Caption, _frames.LastOrDefault().Caption);
        return Markup.AltText($"{title}: {Count} pictures, from {first} to {last}", Caption, MimeType.Html);
    }

    /// <summary>The title, and what was taken for black and white in the pictures.</summary>
    private string Caption =>
        Markup.WithNote(title, string.Join("; ", _frames.Select(frame => frame.Range).Where(range => range != "").Distinct()));

    private string Frame(byte[] png, string caption, bool shown) =>
        $"<img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"{Escape($"{title}: {caption}")}\" "
        + $"title=\"{Escape(caption)}\" style=\"max-width:100%{(shown ? "" : ";display:none")}\">";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
