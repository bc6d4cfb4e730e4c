using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>How values of other libraries are shown. <c>atelier.csx</c> registers them in each notebook.</summary>
internal static class Formatters
{
    /// <summary>Registers the formatters of TorchSharp's tensors and of Plotly.NET's charts.</summary>
    public static void Register()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Tensor), MimeType.Text);
        Formatter.Register<Tensor>((tensor, writer) => writer.Write(TensorText.Describe(tensor)), MimeType.Text);

        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), MimeType.Html, MimeType.Text, MimeType.Metadata);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Plain(chart).ToHtml()), MimeType.Html);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Plain(chart).ToString()), MimeType.Text);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Plain(chart).Metadata().ToJsonString()),
            MimeType.Metadata);
    }

    private static Figure Plain(GenericChart chart)
    {
        var traces = GenericChart.getTraces(chart)
            .Select(trace => trace.TryGetTypedPropertyValue<string>("name")?.Value ?? trace.type);
        return new Figure(chart, "", $"A chart of {string.Join(", ", traces)}.");
    }
}
