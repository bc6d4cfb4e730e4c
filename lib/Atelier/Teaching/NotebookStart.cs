using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using TorchSharp;

namespace Atelier;

/// <summary>
/// What the first cell of a notebook shows: where the course computes and how much. Hidden in it is the chart library, so that
/// each notebook holds it once.
/// </summary>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class NotebookStart : Displayable
{
    private readonly string _text = string.Join(" · ", new[]
    {
        $"Atelier · torch {torch.__version__} on {Compute.Description}", Convolutions.Note, $"scale: {Scale.Name}",
    }.OfType<string>());

    /// <summary>Registers the formatters and shows the line.</summary>
    public static void Run()
    {
        DotNetInteractive.Start(Formatters.Register);
        AppContext.SetData(
            "Atelier.PlainData",
            (Func<object, string?>)(value => value is Check check ? check.Describe() : TensorData.Describe(value)));
        LiveView.Show(new NotebookStart());
    }

    /// <inheritdoc/>
    public override string ToHtml() => $"<div>{Markup.Encode(_text)}</div>{PlotlyPage.Library}";

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = _text, ["machine"] = _text };
}
