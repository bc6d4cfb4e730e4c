using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Atelier.Kernel.Serving;

/// <summary>
/// A cell that is only a question, as <c>Console.WriteLine?</c>: the front end shows the answer beside the notebook.
/// </summary>
internal static partial class Pager
{
    /// <summary>The name that the cell asks about, or null where it is an ordinary cell.</summary>
    public static string? Question(string code) =>
        WholeCell().Match(code) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The payload of a reply that holds a page.</summary>
    /// <param name="inspection">an <c>inspect_reply</c></param>
    /// <returns>empty where nothing was found</returns>
    public static JsonArray Payload(JsonObject inspection) => inspection["found"]!.GetValue<bool>()
        ? [new JsonObject { ["source"] = "page", ["start"] = 0, ["data"] = inspection["data"]!.DeepClone() }]
        : [];

    [GeneratedRegex(@"^\s*(\?\s*(?<name>[\w.]+)|(?<name>[\w.]+)\s*\?)\s*$")]
    private static partial Regex WholeCell();
}
