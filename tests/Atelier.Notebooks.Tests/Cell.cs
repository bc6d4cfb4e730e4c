using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary>One cell of a notebook.</summary>
internal sealed class Cell(JsonObject json)
{
    public JsonObject Json => json;

    public string Id => (string)json["id"]!;

    public bool IsCode => (string)json["cell_type"]! == "code";

    public string Source => string.Concat(json["source"]!.AsArray().Select(line => (string)line!));

    public string[] Lines => Source.Split('\n');

    public IEnumerable<string> Tags => json["metadata"]?["tags"]?.AsArray().Select(tag => (string)tag!) ?? [];

    /// <summary><c>slide</c>, <c>subslide</c>, <c>fragment</c>, <c>skip</c> or <c>notes</c>; empty without one.</summary>
    public string SlideType => (string?)json["metadata"]?["slideshow"]?["slide_type"] ?? "";

    public IEnumerable<Output> Outputs => json["outputs"]!.AsArray().Select(output => new Output(output!.AsObject()));

    public override string ToString() => Id;
}
