using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Atelier.Engine.Session;

/// <summary>
/// Writes one value as plain data. What cannot be told whole (too many parts, too deep, a type that shows nothing of itself) is
/// <c>incomplete</c>, and says why: such a value is never right.
/// </summary>
internal sealed class PlainWriter
{
    private const int MostDepth = 30;

    private int _parts;

    public static JsonObject Incomplete(string why) => New("incomplete", ("why", why));

    public JsonObject Of(object? value) => Of(value, 0);

    private JsonObject Of(object? value, int depth)
    {
        if (++_parts > PlainData.MostParts)
            return Incomplete($"it has more than {PlainData.MostParts} parts: grade some of them, or a sum");
        if (depth > MostDepth) return Incomplete($"it is nested more than {MostDepth} deep");
        return value is null ? New("null") : Simple(value) ?? Described(value) ?? Compound(value, depth);
    }

    private static JsonObject? Simple(object value) => value switch
    {
        bool truth => New("boolean", ("value", truth)),
        string or char or StringBuilder or Rune => New("string", ("value", value.ToString())),
        Enum or Version => Exact(value, value.ToString()!),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => Exact(value, Invariant(value, "O")),
        TimeSpan or Guid => Exact(value, Invariant(value, null)),
        Uri uri => Exact(value, uri.OriginalString),
        sbyte or byte or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or BigInteger =>
            New("integer", ("value", Invariant(value, null))),
        float number => New("number", ("value", Invariant((double)number, null))),
        Half number => New("number", ("value", Invariant((double)number, null))),
        double or decimal => New("number", ("value", Invariant(value, null))),
        Delegate or Task or MemberInfo or Pointer or Stream => Incomplete($"a {Name(value.GetType())} cannot be compared"),
        _ => null,
    };

    private static JsonObject? Described(object value) =>
        (AppContext.GetData("Atelier.PlainData") as Func<object, string?>)?.Invoke(value) is { } json
            ? JsonNode.Parse(json) as JsonObject
            : null;

    private JsonObject Compound(object value, int depth) => value switch
    {
        ITuple tuple => New("tuple", ("items", Items(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), depth))),
        Array { Rank: > 1 } array => New("array", ("shape", Shape(array)), ("items", Items(array, depth))),
        IDictionary entries => New("dictionary", ("items", Items(Pairs(entries), depth))),
        IEnumerable entries when Is(value, typeof(IReadOnlyDictionary<,>)) || Is(value, typeof(IDictionary<,>)) =>
            New("dictionary", ("items", Items(Pairs(entries), depth))),
        IEnumerable items when Is(value, typeof(ISet<>)) || Is(value, typeof(IReadOnlySet<>)) =>
            New("set", ("items", Items(items, depth))),
        IEnumerable items when Is(value, typeof(IGrouping<,>)) =>
            New("group", ("key", Of(Key(value), depth + 1)), ("items", Items(items, depth))),
        IEnumerable items => New("sequence", ("items", Items(items, depth))),
        Complex number =>
            New("object", ("name", nameof(Complex)),
                ("fields", new JsonObject { ["Real"] = Simple(number.Real), ["Imaginary"] = Simple(number.Imaginary) })),
        _ => OfMembers(value, depth),
    };

    private JsonObject OfMembers(object value, int depth)
    {
        var fields = new JsonObject();
        foreach (var (name, type, read) in Members(value).OrderBy(member => member.Name, StringComparer.Ordinal))
            fields.TryAdd(name, type.IsByRefLike || type.IsPointer ? Incomplete($"its {name} cannot be compared")
                : Of(read(), depth + 1));
        return fields.Count == 0
            ? Incomplete($"a {Name(value.GetType())} shows nothing that could be compared")
            : New("object", ("name", Name(value.GetType())), ("fields", fields));
    }

    private static IEnumerable<(string Name, Type Type, Func<object?> Read)> Members(object value)
    {
        var type = value.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanRead && property.GetIndexParameters().Length == 0)
                yield return (property.Name, property.PropertyType, () => property.GetValue(value));
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            yield return (field.Name, field.FieldType, () => field.GetValue(value));
    }

    private JsonArray Items(IEnumerable items, int depth)
    {
        var data = new JsonArray();
        foreach (var item in items)
        {
            data.Add((JsonNode)Of(item, depth + 1));
            if (_parts > PlainData.MostParts) break;
        }

        return data;
    }

    private static IEnumerable<(object? Key, object? Value)> Pairs(IEnumerable entries)
    {
        foreach (var entry in entries)
            yield return entry is DictionaryEntry pair ? (pair.Key, pair.Value)
                : (Key(entry), entry.GetType().GetProperty("Value")!.GetValue(entry));
    }

    // A group's class is not public, what it is a group by is.
    private static object? Key(object value) => value.GetType().GetProperty("Key") is { } own ? own.GetValue(value)
        : value.GetType().GetInterfaces().Select(one => one.GetProperty("Key")).First(key => key is not null)!.GetValue(value);

    private static bool Is(object value, Type generic) =>
        value.GetType().GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == generic);

    private static JsonArray Shape(Array array) =>
        new([.. Enumerable.Range(0, array.Rank).Select(i => (JsonNode)array.GetLength(i))]);

    private static JsonObject Exact(object value, string text) => New("exact", ("name", Name(value.GetType())), ("value", text));

    // The compiler numbers the types that have no name, and a student's cells may have some of their own.
    private static string Name(Type type) => type.Name.StartsWith('<') ? "anonymous" : type.Name;

    private static string Invariant(object value, string? format) =>
        ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    private static JsonObject New(string type, params (string Key, JsonNode? Value)[] fields)
    {
        var data = new JsonObject { ["type"] = type };
        foreach (var (key, value) in fields) data[key] = value;
        return data;
    }
}
