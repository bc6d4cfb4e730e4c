using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

/// <summary>What the grader gets of a value, letter by letter.</summary>
public sealed class PlainDataTests
{
    private static readonly Dictionary<string, (object? Value, string Json)> s_values = new()
    {
        ["nothing"] = (null, """{"type":"null"}"""),
        ["a truth"] = (true, """{"type":"boolean","value":true}"""),
        ["a text"] = ("a", """{"type":"string","value":"a"}"""),
        ["a letter"] = ('a', """{"type":"string","value":"a"}"""),
        ["a text in the making"] = (new StringBuilder("ab"), """{"type":"string","value":"ab"}"""),
        ["a rune"] = (new Rune('a'), """{"type":"string","value":"a"}"""),
        ["a name of some"] = (DayOfWeek.Friday, """{"type":"exact","name":"DayOfWeek","value":"Friday"}"""),
        ["a version"] = (new Version(1, 2), """{"type":"exact","name":"Version","value":"1.2"}"""),
        ["a moment"] = (new DateTime(2026, 1, 2), """{"type":"exact","name":"DateTime","value":"2026-01-02T00:00:00.0000000"}"""),
        ["a day"] = (new DateOnly(2026, 1, 2), """{"type":"exact","name":"DateOnly","value":"2026-01-02"}"""),
        ["a time of day"] = (new TimeOnly(3, 4), """{"type":"exact","name":"TimeOnly","value":"03:04:00.0000000"}"""),
        ["a time"] = (TimeSpan.FromSeconds(1), """{"type":"exact","name":"TimeSpan","value":"00:00:01"}"""),
        ["an id"] = (Guid.Empty, """{"type":"exact","name":"Guid","value":"00000000-0000-0000-0000-000000000000"}"""),
        ["an address"] = (new Uri("http://x/"), """{"type":"exact","name":"Uri","value":"http://x/"}"""),
        ["a byte"] = ((byte)1, """{"type":"integer","value":"1"}"""),
        ["a large number"] = (BigInteger.Pow(10, 20), """{"type":"integer","value":"100000000000000000000"}"""),
        ["a float"] = (0.1f, """{"type":"number","value":"0.10000000149011612"}"""),
        ["a half"] = ((Half)0.5, """{"type":"number","value":"0.5"}"""),
        ["a double"] = (1e300, """{"type":"number","value":"1E\u002B300"}"""),
        ["no number"] = (double.NaN, """{"type":"number","value":"NaN"}"""),
        ["a decimal"] = (1.50m, """{"type":"number","value":"1.50"}"""),
        ["a function"] = ((Func<int>)(() => 1), """{"type":"incomplete","why":"a Func\u00601 cannot be compared"}"""),
        ["a type"] = (typeof(int), """{"type":"incomplete","why":"a RuntimeType cannot be compared"}"""),
        ["a stream"] = (Stream.Null, """{"type":"incomplete","why":"a NullStream cannot be compared"}"""),
        ["a tuple"] = ((1, "a"), """{"type":"tuple","items":[{"type":"integer","value":"1"},{"type":"string","value":"a"}]}"""),
        ["a row"] = (new[] { 1 }, """{"type":"sequence","items":[{"type":"integer","value":"1"}]}"""),
        ["a table"] = (new[,] { { 1 } }, """{"type":"array","shape":[1,1],"items":[{"type":"integer","value":"1"}]}"""),
        ["a set"] = (new HashSet<int> { 1 }, """{"type":"set","items":[{"type":"integer","value":"1"}]}"""),
        ["a set to read"] = (new ReadOnlySet([1]), """{"type":"set","items":[{"type":"integer","value":"1"}]}"""),
        ["an old dictionary"] = (new Hashtable { [1] = 2 }, Pairs),
        ["a dictionary"] = (new Dictionary<int, int> { [1] = 2 }, Pairs),
        ["a dictionary to read"] = (new ReadOnlyPairs(new() { [1] = 2 }), Pairs),
        ["a group"] = (new[] { 1 }.GroupBy(_ => 2).Single(),
            """{"type":"group","key":{"type":"integer","value":"2"},"items":[{"type":"integer","value":"1"}]}"""),
        ["a group of one's own"] = (new Group(),
            """{"type":"group","key":{"type":"integer","value":"2"},"items":[{"type":"integer","value":"1"}]}"""),
        ["a complex number"] = (new Complex(1, 2), """{"type":"object","name":"Complex","fields":{"Real":{"type":"number","value":"1"},"Imaginary":{"type":"number","value":"2"}}}"""),
        ["an object"] = (new Shown(), """{"type":"object","name":"Shown","fields":{"Field":{"type":"integer","value":"1"},"Read":{"type":"integer","value":"2"}}}"""),
        ["one without a name"] = (new { A = 1 }, """{"type":"object","name":"anonymous","fields":{"A":{"type":"integer","value":"1"}}}"""),
        ["one that shows nothing"] = (new object(), """{"type":"incomplete","why":"a Object shows nothing that could be compared"}"""),
        ["one with a part on the stack"] = (new OnStack(), """{"type":"object","name":"OnStack","fields":{"Span":{"type":"incomplete","why":"its Span cannot be compared"}}}"""),
    };

    public static TheoryData<string> Kinds => [.. s_values.Keys];

    private const string Pairs =
        """{"type":"dictionary","items":[{"type":"tuple","items":[{"type":"integer","value":"1"},{"type":"integer","value":"2"}]}]}""";

    [Theory, MemberData(nameof(Kinds))]
    public void A_value_is_written_as_what_it_is(string kind)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.Equal(s_values[kind].Json, Written(s_values[kind].Value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_library_describes_its_own_types()
    {
        string? describe(object value) => value is Shown ? """{"type":"tensor"}""" : null;
        AppContext.SetData("Atelier.PlainData", (Func<object, string?>)describe);
        try
        {
            Assert.Equal("""{"type":"tensor"}""", Written(new Shown()));
            Assert.Equal("""{"type":"sequence","items":[]}""", Written(Array.Empty<int>()));
        }
        finally
        {
            AppContext.SetData("Atelier.PlainData", null);
        }
    }

    private static readonly Dictionary<string, Func<object, object>> s_round = new()
    {
        ["a row"] = inner => new[] { inner },
        ["an object"] = inner => new { Inner = inner },
        ["a group's key"] = inner => new[] { 1 }.GroupBy(_ => inner).Single(),
        ["a tuple"] = inner => ValueTuple.Create(inner),
    };

    public static TheoryData<string> Nests => [.. s_round.Keys];

    // 30 levels round one value, whose own level is the 31st.
    [Theory, MemberData(nameof(Nests))]
    public void Values_are_written_to_a_depth_of_thirty(string what)
    {
        string nested(int levels) =>
            Written(Enumerable.Range(0, levels).Aggregate((object)1, (inner, _) => s_round[what](inner)));
        Assert.DoesNotContain("incomplete", nested(30), StringComparison.Ordinal);
        Assert.Contains("it is nested more than 30 deep", nested(31), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_have_so_many_parts_and_one_that_has_more_is_not_written_to_its_end()
    {
        Assert.DoesNotContain("incomplete", Written(Enumerable.Repeat(true, PlainData.MostParts - 1)), StringComparison.Ordinal);
        var written = Written(Endless());
        Assert.EndsWith("""{"type":"incomplete","why":"it has more than 100000 parts: grade some of them, or a sum"}]}""", written,
            StringComparison.Ordinal);

        static IEnumerable<bool> Endless()
        {
            while (true) yield return true;
        }
    }

    [Fact]
    public void A_value_that_is_too_long_is_none()
    {
        var most = PlainData.MostCharacters - """{"type":"string","value":""}""".Length;
        Assert.Equal(PlainData.MostCharacters, Written(new string('x', most)).Length);
        Assert.Equal("""{"type":"incomplete","why":"it is too large: grade a part of it, or a sum"}""", Written(new string('x', most + 1)));
    }

    private static string Written(object? value) => PlainData.Render(value).Data[PlainData.MimeType];

#pragma warning disable CA1051, CA1044 // as students write them
    private sealed class Shown
    {
        public int Field = 1;

        public int Read => 2;

        public int Write
        {
            set => Field = value;
        }

        public int this[int i] => i;
    }
#pragma warning restore CA1051, CA1044

    private sealed class Group : IGrouping<int, int>
    {
        int IGrouping<int, int>.Key => 2;

        public IEnumerator<int> GetEnumerator() => Enumerable.Repeat(1, 1).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class OnStack
    {
        public ReadOnlySpan<int> Span => default;
    }

    private sealed class ReadOnlySet(HashSet<int> items) : IReadOnlySet<int>
    {
        public int Count => items.Count;

        public bool Contains(int item) => items.Contains(item);

        public bool IsProperSubsetOf(IEnumerable<int> other) => items.IsProperSubsetOf(other);

        public bool IsProperSupersetOf(IEnumerable<int> other) => items.IsProperSupersetOf(other);

        public bool IsSubsetOf(IEnumerable<int> other) => items.IsSubsetOf(other);

        public bool IsSupersetOf(IEnumerable<int> other) => items.IsSupersetOf(other);

        public bool Overlaps(IEnumerable<int> other) => items.Overlaps(other);

        public bool SetEquals(IEnumerable<int> other) => items.SetEquals(other);

        public IEnumerator<int> GetEnumerator() => items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ReadOnlyPairs(Dictionary<int, int> pairs) : IReadOnlyDictionary<int, int>
    {
        public IEnumerable<int> Keys => pairs.Keys;

        public IEnumerable<int> Values => pairs.Values;

        public int Count => pairs.Count;

        public int this[int key] => pairs[key];

        public bool ContainsKey(int key) => pairs.ContainsKey(key);

        public bool TryGetValue(int key, out int value) => pairs.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<int, int>> GetEnumerator() => pairs.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
