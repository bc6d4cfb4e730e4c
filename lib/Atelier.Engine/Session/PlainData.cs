using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Atelier.Engine.Session;

/// <summary>
/// A value as plain data, to be compared in another process: JSON with a <c>type</c> (null, boolean, number, string, sequence, tuple,
/// object, tensor). Numbers are text, so that NaN and infinity are data too. A library describes its own types through the application's
/// context (lib/README.md); its objects may have a <c>remark</c>, which says in words what is wrong with them.
/// </summary>
public static class PlainData
{
    /// <summary>The MIME type of plain data.</summary>
    public const string MimeType = "application/vnd.atelier.value+json";

    private const int MostItems = 100_000;
    private const int MostDepth = 8;

    /// <summary>The value as a result of a cell.</summary>
    public static DisplayData Render(object? value) => new(new Dictionary<string, string> { [MimeType] = Of(value, 0).ToJsonString() }, []);

    private static JsonObject Of(object? value, int depth) => value switch
    {
        null => New("null"),
        bool truth => New("boolean", ("value", truth)),
        string or char => New("string", ("value", value.ToString())),
        Enum => New("string", ("value", value.ToString())),
        float number => New("number", ("value", ((double)number).ToString("R", CultureInfo.InvariantCulture))),
        IConvertible and IFormattable number and not DateTime => New("number", ("value", number.ToString(null, CultureInfo.InvariantCulture))),
        _ when Described(value) is { } described => described,
        _ when depth == MostDepth => New("string", ("value", "…")),
        ITuple tuple => New("tuple", ("items", Items(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), depth))),
        IEnumerable items => New("sequence", ("items", Items(items.Cast<object?>().Take(MostItems), depth))),
        _ => New("object", ("name", value.GetType().Name), ("fields", Fields(value, depth))),
    };

    private static JsonObject? Described(object value) =>
        (AppContext.GetData("Atelier.PlainData") as Func<object, string?>)?.Invoke(value) is { } json ? JsonNode.Parse(json) as JsonObject : null;

    private static JsonArray Items(IEnumerable<object?> items, int depth) => new([.. items.Select(item => (JsonNode)Of(item, depth + 1))]);

    private static JsonObject Fields(object value, int depth) => new(value.GetType().GetProperties()
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Of(property.GetValue(value), depth + 1))));

    private static JsonObject New(string type, params (string Key, JsonNode? Value)[] fields)
    {
        var data = new JsonObject { ["type"] = type };
        foreach (var (key, value) in fields) data[key] = value;
        return data;
    }
}
