using System.IO.Compression;
using Plotly.NET;

namespace Atelier;

/// <summary>
/// Plotly in a page that has no network. The library itself (3.6 MB) goes into a notebook once, compressed, with the output of
/// the first cell (<see cref="Library"/>); each chart then waits for it. So every chart can be run again on its own, and a static
/// export, which holds the first cell too, draws all of them.
/// </summary>
internal static class PlotlyPage
{
    private static readonly Lazy<string> s_library = new(Compress);

    /// <summary>The script that gives the page <c>window.Plotly</c>.</summary>
    public static string Library => s_library.Value;

    /// <summary>A place for the chart, which holds <paramref name="fallback"/> until the chart is drawn.</summary>
    /// <param name="chart">makes the chart</param>
    /// <param name="alt">what it shows</param>
    /// <param name="fallback">HTML that needs no script</param>
    public static string Draw(Func<GenericChart> chart, string alt, string fallback)
    {
        var id = $"chart-{Guid.NewGuid():N}";
        return $"""<div id="{id}" role="img" aria-label="{Markup.Encode(alt)}" style="max-width:760px">{fallback}</div>{Script(id, chart)}""";
    }

    /// <summary>
    /// The chart as Plotly reads it; null in .NET Interactive: Plotly.NET 6 cannot start beside its FSharp.Core.
    /// </summary>
    public static string? Json(Func<GenericChart> chart)
    {
        try
        {
            return GenericChart.toFigureJson(chart());
        }
        catch (TypeInitializationException)
        {
            return null;
        }
    }

    private static string Script(string id, Func<GenericChart> chart)
    {
        if (Json(chart)?.Replace("<", "\\u003c") is not { } json)
            return "";
        return $$"""
            <script>(function draw(waits) {
              const box = document.getElementById("{{id}}");
              if (!box || waits > 300) return;
              if (!window.Plotly) return setTimeout(draw, 100, waits + 1);
              const figure = {{json}};
              box.replaceChildren();
              const layout = { margin: { t: 30, r: 20, b: 50, l: 60 }, height: 360, ...figure.layout };
              window.Plotly.newPlot(box, figure.data, layout, { responsive: true, displaylogo: false });
              window.courseNumbers?.(box);
            })(0)</script>
            """;
    }

    private static string Numbers()
    {
        using var stream = typeof(PlotlyPage).Assembly.GetManifestResourceStream("Atelier.Display.numbers.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The script's text becomes a script element of its own, with `define` hidden: a page with RequireJS would take Plotly for a
    // module.
    private static string Compress()
    {
        using var source = typeof(GenericChart).Assembly.GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")
            ?? throw new InvalidOperationException(
                "Plotly.NET no longer carries plotly-2.28.0.min.js: name the new file in PlotlyPage.cs.");
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal)) source.CopyTo(zip);
        return $$"""
            <script data-library="plotly">{{Numbers()}}
            if (!window.Plotly) (async () => {
              const packed = await fetch("data:;base64,{{Convert.ToBase64String(packed.ToArray())}}");
              const text = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).text();
              const script = document.createElement("script");
              script.textContent = "(function (define, module, exports) {" + text + "\n}).call(window)";
              document.head.append(script);
            })()</script>
            """;
    }
}
