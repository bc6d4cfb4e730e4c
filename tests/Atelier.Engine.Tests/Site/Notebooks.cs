using System.Text;
using System.Text.Json;
using Atelier.Engine.Documents;
using Atelier.Engine.Site;

namespace Atelier.Engine.Tests.Site;

/// <summary>Small notebooks, as they are after a run.</summary>
internal static class Notebooks
{
    public static SiteNotebook Of(string name, params string[] cells) => new(name, NotebookDocument.Parse(
        Encoding.UTF8.GetBytes($$"""{"cells":[{{string.Join(",", cells)}}],"metadata":{},"nbformat":4,"nbformat_minor":5}"""),
        name));

    public static string Words(string source, string slideType = "-", string tag = "") =>
        $$$"""{"cell_type":"markdown","id":"m","metadata":{"tags":["{{{tag}}}"],"slideshow":{"slide_type":"{{{slideType}}}"}},"source":{{{JsonSerializer.Serialize(source)}}}}""";

    public static string Code(string source, params string[] outputs) =>
        $$"""{"cell_type":"code","id":"c","metadata":{},"execution_count":null,"source":{{JsonSerializer.Serialize(source)}},"outputs":[{{string.Join(",", outputs)}}]}""";

    public static string Html(string html) =>
        $$"""{"output_type":"display_data","metadata":{},"data":{"text/html":{{JsonSerializer.Serialize(html)}} } }""";
}
