using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Atelier.Grading.Grade;

/// <summary>Compares two values that are plain data, and says like a teacher where they differ.</summary>
/// <param name="relative">How far two numbers may differ, as a part of the expected one.</param>
/// <param name="absolute">How far they may differ beside that.</param>
public sealed class ValueComparison(double relative = 1e-4, double absolute = 1e-6)
{
    private const int MostRemark = 300;

    /// <summary>Compares.</summary>
    /// <param name="expected">The instructor's value.</param>
    /// <param name="actual">The student's.</param>
    /// <returns>The share of the value that is right (of a tuple, the share of its parts), and the first difference; empty where there is none.</returns>
    public (double Share, string Remark) Compare(JsonNode? expected, JsonNode? actual)
    {
        if (Type(expected) == "tuple" && Type(actual) == "tuple" && Items(expected).Count == Items(actual).Count && Items(expected).Count > 0)
        {
            var parts = Items(expected).Zip(Items(actual), Difference).ToList();
            var first = parts.FindIndex(part => part != "");
            return ((double)parts.Count(part => part == "") / parts.Count, first < 0 ? "" : $"part {first + 1} of {parts.Count}: {parts[first]}");
        }

        var difference = Difference(expected, actual);
        return (difference == "" ? 1 : 0, difference);
    }

    private string Difference(JsonNode? expected, JsonNode? actual)
    {
        var (wanted, got) = (Type(expected), Type(actual));
        if (wanted != got) return $"expected {Article(wanted)}, got {Article(got)}";
        return wanted switch
        {
            "null" => "",
            "boolean" or "string" => Text(expected, "value") == Text(actual, "value") ? "" : "it is not the expected value",
            "number" => Near(Number(expected), Number(actual)) ? "" : $"got {Text(actual, "value")}, which is not the expected number",
            "tensor" => OfTensors(expected!, actual!),
            "sequence" or "tuple" => OfItems(Items(expected), Items(actual)),
            "object" => OfFields(expected!, actual!) is { Length: > 0 } difference ? Own(actual!) ?? difference : "",
            _ => "it cannot be compared",
        };
    }

    private string OfTensors(JsonNode expected, JsonNode actual)
    {
        var (wanted, got) = (Shape(expected), Shape(actual));
        if (wanted != got) return $"expected {wanted}, got {got}";
        if (Text(expected, "dtype") != Text(actual, "dtype")) return $"expected {Text(expected, "dtype")}, got {Text(actual, "dtype")}";
        var (a, b) = (Values(expected), Values(actual));
        if (a.Length != b.Length) return "it is not whole";
        var wrong = Enumerable.Range(0, a.Length).Count(i => !Near(a[i], b[i]));
        return wrong == 0 ? "" : $"the shape is right, but {wrong} of {a.Length} values are not";
    }

    private string OfItems(JsonArray expected, JsonArray actual)
    {
        if (expected.Count != actual.Count) return $"expected {expected.Count} items, got {actual.Count}";
        for (var i = 0; i < expected.Count; i++)
            if (Difference(expected[i], actual[i]) is { Length: > 0 } difference) return $"item {i}: {difference}";
        return "";
    }

    private string OfFields(JsonNode expected, JsonNode actual)
    {
        if (Text(expected, "name") != Text(actual, "name")) return $"expected {Text(expected, "name")}, got {Text(actual, "name")}";
        foreach (var (name, value) in expected["fields"]!.AsObject())
            if (Difference(value, actual["fields"]?[name]) is { Length: > 0 } difference) return $"{name}: {difference}";
        return "";
    }

    // What an object says of itself, as the library's Check does, tells more than the field that differs.
    private static string? Own(JsonNode actual) => Text(actual, "remark").ReplaceLineEndings(" ") switch
    {
        "" => null,
        { Length: > MostRemark } remark => remark[..MostRemark] + "…",
        var remark => remark,
    };

    private bool Near(double expected, double actual) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= absolute + relative * Math.Abs(expected);

    private static string Type(JsonNode? value) => value is JsonObject ? Text(value, "type") : "nothing";

    private static string Text(JsonNode? value, string key) => value?[key]?.ToString() ?? "";

    private static JsonArray Items(JsonNode? value) => value?["items"] as JsonArray ?? [];

    private static string Shape(JsonNode value) => $"[{string.Join(", ", (value["shape"] as JsonArray ?? []).Select(side => side?.ToString()))}]";

    private static double Number(JsonNode? value) =>
        double.TryParse(Text(value, "value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static double[] Values(JsonNode value)
    {
        var bytes = new byte[Text(value, "values").Length];
        return Convert.TryFromBase64String(Text(value, "values"), bytes, out var length) && length % sizeof(double) == 0
            ? MemoryMarshal.Cast<byte, double>(bytes.AsSpan(0, length)).ToArray()
            : [];
    }

    private static string Article(string type) => type switch
    {
        "null" or "nothing" => "no value",
        "object" => "an object",
        _ => $"a {type}",
    };
}
