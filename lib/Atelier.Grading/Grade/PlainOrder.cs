using System.Globalization;
using System.Text.Json;

namespace Atelier.Grading.Grade;

/// <summary>
/// Brings the items of sets and dictionaries into an order of their own, so that two of them can be compared pair by pair.
/// </summary>
internal sealed class PlainOrder : IComparer<JsonElement>
{
    public int Compare(JsonElement x, JsonElement y)
    {
        var (first, second) = (Kind(x), Kind(y));
        if (first != second) return string.CompareOrdinal(first, second);
        return first switch
        {
            "number" => Number(x).CompareTo(Number(y)) is not 0 and var order ? order
                : string.CompareOrdinal(PlainValue.Text(x, "value"), PlainValue.Text(y, "value")),
            "tensor" => string.CompareOrdinal(PlainValue.Text(x, "values"), PlainValue.Text(y, "values")),
            "object" => OfAll(Values(x), Values(y)),
            "group" => Compare(PlainValue.Field(x, "key"), PlainValue.Field(y, "key")),
            "sequence" or "tuple" or "array" => OfAll(PlainValue.Items(x), PlainValue.Items(y)),
            "set" or "dictionary" => OfAll([.. PlainValue.Items(x).Order(this)], [.. PlainValue.Items(y).Order(this)]),
            _ => string.CompareOrdinal(PlainValue.Text(x, "value"), PlainValue.Text(y, "value")),
        };
    }

    private int OfAll(JsonElement[] x, JsonElement[] y)
    {
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
            if (Compare(x[i], y[i]) is not 0 and var order) return order;
        return x.Length.CompareTo(y.Length);
    }

    private static string Kind(JsonElement value) => PlainValue.KindOf(value) is "integer" ? "number" : PlainValue.KindOf(value);

    private static JsonElement[] Values(JsonElement value) =>
        [.. PlainValue.Fields(value).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Value)];

    private static double Number(JsonElement value) =>
        double.TryParse(PlainValue.Text(value, "value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;
}
