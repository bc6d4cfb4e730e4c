using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>
/// The game of <see cref="ToyGan"/> in the page itself: plain JavaScript that learns as the library does (networks, Adam,
/// losses), needs no kernel and no network, and answers at once when a knob is turned. After GAN Lab (Kahng et al. 2019,
/// arXiv:1809.01587). Where no script runs it is one line of text.
/// </summary>
/// <param name="ring">where the real points come from</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class RingGame(RingOfGaussians ring) : Displayable
{
    private const int Batch = 128, Hidden = 64;
    private const string Folder = "Atelier.Games.Ring.";

    // In the order in which each uses the ones before it.
    private static readonly string[] s_scripts =
        ["matrices", "networks", "losses", "game", "presets", "drawing", "knobs", "page"];

    private static string Words =>
        "The game on the ring, with knobs: loss, learning rates, turns of D, numbers in z. It is played where the page may run scripts.";

    /// <summary>The script, as one.</summary>
    internal static string Script => string.Join('\n', s_scripts.Select(name => Read($"{name}.js")));

    /// <inheritdoc/>
    public override string ToHtml() => $$"""
        <figure class="ring-game" aria-label="The game on the ring" data-fixed="{{Markup.Encode(Fixed())}}">
        <style>{{Read("ring.css")}}</style>
        <div class="ring-body">{{Words}}</div>
        </figure>
        <script>(() => {
        "use strict";
        {{Script}}
        })();</script>
        """;

    /// <inheritdoc/>
    public override string ToString() => Words;

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = Words };

    /// <summary>What the page's knobs leave as it is.</summary>
    private string Fixed() => JsonSerializer.Serialize(new
    {
        ring = new { modes = ring.Modes, radius = ring.Radius, sigma = ring.Sigma },
        hidden = Hidden,
        batch = Batch,
    });

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
