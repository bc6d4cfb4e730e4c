using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using static Atelier.Grading.Grade.PlainValue;

namespace Atelier.Grading.Grade;

/// <summary>
/// Compares two values that are plain data, and says like a teacher where they differ. Numbers with a fraction may differ a
/// little; NaN and the infinities, whole numbers and all else are right only where they are the same.
/// </summary>
/// <param name="relative">how far two numbers may differ, as a part of the expected one</param>
/// <param name="absolute">how far they may differ beside that</param>
public sealed class ValueComparison(double relative = 1e-4, double absolute = 1e-6)
{
    private const int MostRemark = 300;
    private const int MostTried = 50; // items of a set that are tried each with each

    /// <summary>Compares.</summary>
    /// <param name="expected">the instructor's value</param>
    /// <param name="actual">the student's</param>
    /// <returns>
    /// the share of the value that is right (of a tuple, the share of its parts), and the first difference; empty where there is
    /// none
    /// </returns>
    public (double Share, string Remark) Compare(JsonElement expected, JsonElement actual)
    {
        var (wanted, got) = (Items(expected), Items(actual));
        if (KindOf(expected) == "tuple" && KindOf(actual) == "tuple" && wanted.Length == got.Length && wanted.Length > 0)
        {
            var parts = wanted.Zip(got, Difference).ToList();
            var first = parts.FindIndex(part => part != "");
            return ((double)parts.Count(part => part == "") / parts.Count, first < 0
                ? ""
                : $"part {first + 1} of {parts.Count}: {parts[first]}");
        }

        var difference = Difference(expected, actual);
        return (difference == "" ? 1 : 0, difference);
    }

    private string Difference(JsonElement expected, JsonElement actual)
    {
        var (wanted, got) = (KindOf(expected), KindOf(actual));
        if (got == "incomplete") return Short(Text(actual, "why"));
        if (wanted == "number" && got is "number" or "integer") return Near(expected, actual) ? "" : Unexpected(actual);
        if (wanted == "integer" && got == "number") return IsSame(Text(expected, "value"), actual) ? "" : Unexpected(actual);
        if (wanted != got) return $"expected {Article(wanted)}, got {Article(got)}";
        return wanted switch
        {
            "null" => "",
            "boolean" or "string" => Text(expected, "value") == Text(actual, "value") ? "" : "it is not the expected value",
            "exact" => OfNames(expected, actual) is { Length: > 0 } other ? other
                : Text(expected, "value") == Text(actual, "value") ? "" : "it is not the expected value",
            "integer" => Text(expected, "value") == Text(actual, "value") ? "" : Unexpected(actual),
            "tensor" => OfTensors(expected, actual),
            "sequence" or "tuple" => OfItems(Items(expected), Items(actual)),
            "array" => OfShapes(expected, actual) is { Length: > 0 } other ? other : OfItems(Items(expected), Items(actual)),
            "set" or "dictionary" => InAnyOrder(Items(expected), Items(actual)),
            "group" => Difference(Field(expected, "key"), Field(actual, "key")) is { Length: > 0 } other
                ? $"key: {other}"
                : OfItems(Items(expected), Items(actual)),
            "object" => OfFields(expected, actual) is { Length: > 0 } difference
                ? Short(Text(actual, "remark")) is { Length: > 0 } own ? own : difference
                : "",
            _ => "it cannot be compared",
        };
    }

    private string OfTensors(JsonElement expected, JsonElement actual)
    {
        if (OfShapes(expected, actual) is { Length: > 0 } other) return other;
        if (Text(expected, "dtype") != Text(actual, "dtype"))
            return $"expected {Text(expected, "dtype")}, got {Text(actual, "dtype")}";
        if (Text(expected, "whole") != Text(actual, "whole")) return "it is not the expected value";
        var (wrong, of) = Text(expected, "whole") == "True" ? Wrong<long>(expected, actual, (a, b) => a == b)
            : Wrong<double>(expected, actual, Near);
        return wrong == 0 ? "" : wrong < 0 ? "it is not whole" : $"the shape is right, but {wrong} of {of} values are not";
    }

    private string OfItems(JsonElement[] expected, JsonElement[] actual)
    {
        if (expected.Length != actual.Length) return $"expected {expected.Length} items, got {actual.Length}";
        for (var i = 0; i < expected.Length; i++)
            if (Difference(expected[i], actual[i]) is { Length: > 0 } difference) return $"item {i}: {difference}";
        return "";
    }

    private string InAnyOrder(JsonElement[] expected, JsonElement[] actual)
    {
        if (expected.Length != actual.Length) return $"expected {expected.Length} items, got {actual.Length}";
        JsonElement[] inOrder = [.. expected.Order(new PlainOrder())], left = [.. actual.Order(new PlainOrder())];
        if (OfItems(inOrder, left) == "") return "";
        // Numbers that are nearly the same may have come into another order.
        var rest = left.ToList();
        var all = rest.Count <= MostTried
            && inOrder.All(
                item => rest.FindIndex(other => Difference(item, other) == "") is >= 0 and var at && RemoveAt(rest, at));
        return all ? "" : "the number of items is right, but some are not the expected ones";
    }

    private string OfFields(JsonElement expected, JsonElement actual)
    {
        if (OfNames(expected, actual) is { Length: > 0 } other) return other;
        var (wanted, got) = (Fields(expected), Fields(actual));
        if (got.Keys.Except(wanted.Keys).FirstOrDefault() is { } further) return $"{further} is not expected";
        foreach (var (name, value) in wanted)
            if (Difference(value, got.GetValueOrDefault(name)) is { Length: > 0 } difference) return $"{name}: {difference}";
        return "";
    }

    private static string OfNames(JsonElement expected, JsonElement actual) =>
        Text(expected, "name") == Text(actual, "name")
            ? ""
            : $"expected {Text(expected, "name")}, got {Short(Text(actual, "name"))}";

    private static string OfShapes(JsonElement expected, JsonElement actual) => Shape(expected) == Shape(actual)
        ? ""
        : $"expected {Shape(expected)}, got {Short(Shape(actual))}";

    private bool Near(JsonElement expected, JsonElement actual) => Number(expected) is { } wanted && Number(actual) is { } got
        && Near(wanted, got);

    private bool Near(double expected, double actual) =>
        expected.Equals(actual)
            || (double.IsFinite(expected) && double.IsFinite(actual)
                && Math.Abs(expected - actual) <= absolute + relative * Math.Abs(expected));

    // A whole number of the instructor's as one with a fraction that is 0.
    private static bool IsSame(string whole, JsonElement actual) =>
        Number(actual) is { } got && double.IsInteger(got) && (got + 0.0).ToString("F0", CultureInfo.InvariantCulture) == whole;

    /// <summary>How many values are wrong, and of how many; −1 where there are not as many of both.</summary>
    private static (int Wrong, int Of) Wrong<T>(JsonElement expected, JsonElement actual, Func<T, T, bool> isRight)
        where T : unmanaged
    {
        var (a, b) = (Values<T>(expected), Values<T>(actual));
        return a.Length != b.Length ? (-1, 0) : (Enumerable.Range(0, a.Length).Count(i => !isRight(a[i], b[i])), a.Length);
    }

    private static T[] Values<T>(JsonElement value) where T : unmanaged
    {
        var bytes = new byte[Text(value, "values").Length];
        return Convert.TryFromBase64String(Text(value, "values"), bytes, out var length) && length % sizeof(double) == 0
            ? MemoryMarshal.Cast<byte, T>(bytes.AsSpan(0, length)).ToArray()
            : [];
    }

    private static double? Number(JsonElement value) =>
        double.TryParse(Text(value, "value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool RemoveAt(List<JsonElement> items, int at)
    {
        items.RemoveAt(at);
        return true;
    }

    private static string Unexpected(JsonElement actual) =>
        $"got {Short(Text(actual, "value"))}, which is not the expected number";

    // What an object says of itself, as the library's Check does, tells more than the field that differs.
    private static string Short(string text) => text.Length <= MostRemark ? text.ReplaceLineEndings(" ")
        : text[..MostRemark].ReplaceLineEndings(" ") + "…";

    private static string Article(string type) => type switch
    {
        "null" or "nothing" => "no value",
        "integer" => "a whole number",
        "exact" => "another kind of value",
        "incomplete" => "a value that cannot be compared",
        "array" or "object" => $"an {type}",
        _ => $"a {Short(type)}",
    };
}
