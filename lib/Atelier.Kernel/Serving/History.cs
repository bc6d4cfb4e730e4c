using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>The cells of this session, for front ends with an "arrow up": Jupyter's console.</summary>
internal sealed class History
{
    private const int Session = 1;
    private readonly List<(int Line, string Input, string? Output)> _entries = [];

    public void Add(int line, string input, string? output) => _entries.Add((line, input, output));

    /// <summary>Answers a <c>history_request</c>: a range of cells, the last ones, or those that match a pattern.</summary>
    public JsonObject Reply(JsonElement request)
    {
        var found = request.Text("hist_access_type") switch
        {
            "range" when request.Number("session", 0) is 0 or Session =>
                Range(request.Number("start", 0), request.Number("stop", int.MaxValue)),
            "tail" => _entries,
            "search" => Search(request.Text("pattern") ?? "*", request.Flag("unique", false)),
            _ => [],
        };
        if (request.Text("hist_access_type") is "tail" or "search")
            found = found.TakeLast(request.Number("n", int.MaxValue));
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry => Json(entry, request.Flag("output", false)))]),
        };
    }

    private IEnumerable<(int Line, string Input, string? Output)> Range(int start, int stop) =>
        _entries.Where(entry => entry.Line >= start && entry.Line < stop);

    private IEnumerable<(int Line, string Input, string? Output)> Search(string pattern, bool unique)
    {
        var found = _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        // Of equal cells the last one counts, as in IPython.
        return unique ? found.Reverse().DistinctBy(entry => entry.Input).Reverse() : found;
    }

    private static JsonArray Json((int Line, string Input, string? Output) entry, bool withOutput) =>
        new(Session, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input);
}
