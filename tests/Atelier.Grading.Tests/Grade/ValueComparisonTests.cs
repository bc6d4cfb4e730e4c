using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

public sealed class ValueComparisonTests
{
    public static TheoryData<object?, object?, string> Pairs => new()
    {
        { 1.0, 1.00001, "" },
        { 1.0, 1.01, "got 1.01, which is not the expected number" },
        { 0.0, 1e-7, "" },
        { 2, 2.0f, "" },
        { 2.0, 2, "" },
        { 0, -0.0, "" },
        { BigInteger.Pow(10, 20), 1e20, "" },
        { 0.0, 1e-6, "" },
        { null, null, "" },
        { 1, null, "expected a whole number, got no value" },
        { new Point(1, 2), 1, "expected an object, got a whole number" },
        { DayOfWeek.Friday, ConsoleColor.Red, "expected DayOfWeek, got ConsoleColor" },
        { new HashSet<int> { 1, 2 }, new HashSet<int> { 1, 2, 3 }, "expected 2 items, got 3" },
        { (1, 2), new[] { 1, 2 }, "expected a tuple, got a sequence" },
        { (1, 2), (5, 2), "part 1 of 2: got 5, which is not the expected number" },
        { ValueTuple.Create(), ValueTuple.Create(), "" },
        { double.NaN, double.NaN, "" },
        { double.PositiveInfinity, double.PositiveInfinity, "" },
        { 1.0, double.NaN, "got NaN, which is not the expected number" },
        { true, false, "it is not the expected value" },
        { "a", "a", "" },
        { "1", 1, "expected a string, got a whole number" },
        { null, 1, "expected no value, got a whole number" },
        { 3_574_341, 3_574_100, "got 3574100, which is not the expected number" },
        { 3_574_341.0, 3_574_100.0, "" },
        { 2, 2L, "" },
        { 2, 2.0000001, "got 2.0000001, which is not the expected number" },
        { double.PositiveInfinity, 1.0, "got 1, which is not the expected number" },
        { double.PositiveInfinity, double.NegativeInfinity, "got -Infinity, which is not the expected number" },
        { double.NaN, 1.0, "got 1, which is not the expected number" },
        { new[] { 1, 2 }, new List<double> { 1, 2 }, "" },
        { new[] { 1, 2 }, new[] { 1, 2, 3 }, "expected 2 items, got 3" },
        { new[] { 1, 2 }, new[] { 1, 5 }, "item 1: got 5, which is not the expected number" },
        { DayOfWeek.Friday, DayOfWeek.Friday, "" },
        { DayOfWeek.Friday, "Friday", "expected another kind of value, got a string" },
        { BigInteger.Pow(10, 30), BigInteger.Pow(10, 30) + 1,
            "got 1000000000000000000000000000001, which is not the expected number" },
        { new double[2, 3], new double[3, 2], "expected [2, 3], got [3, 2]" },
        { new double[2, 3], new double[6], "expected an array, got a sequence" },
        { new StringBuilder("a"), new StringBuilder("b"), "it is not the expected value" },
        { Guid.Empty, new Guid(1, 2, 3, new byte[8]), "it is not the expected value" },
        { new DateTime(2026, 12, 1), new DateTime(2026, 12, 2), "it is not the expected value" },
        { new HashSet<int> { 1, 2, 3 }, new HashSet<int> { 3, 1, 2 }, "" },
        { new HashSet<int> { 1, 2 }, new HashSet<int> { 1, 3 },
            "the number of items is right, but some are not the expected ones" },
        { new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, new SortedList<string, int> { ["b"] = 2, ["a"] = 1 }, "" },
        { new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<string, int> { ["a"] = 2 },
            "the number of items is right, but some are not the expected ones" },
        { Groups(1), Groups(1), "" },
        { Groups(1), Groups(2), "item 0: key: got 2, which is not the expected number" },
        { new Open { Seen = 1 }, new Open { Seen = 2 }, "Seen: got 2, which is not the expected number" },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Values_are_compared_as_a_teacher_would(object? expected, object? actual, string remark)
    {
        var compared = new ValueComparison().Compare(Data(expected), Data(actual));
        Assert.Equal(remark, compared.Remark);
        Assert.Equal(remark == "", compared.Share == 1);
    }

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static readonly Dictionary<string, Func<int, object>> s_kinds = new()
    {
        ["whole numbers"] = i => 7 * i,
        ["numbers"] = i => i - 30.5,
        ["numbers of both kinds"] = i => i % 2 == 0 ? i : (object)(double)i,
        ["texts"] = i => $"text {i}",
        ["ids"] = i => new Guid(i, 0, 0, new byte[8]),
        ["pairs"] = i => (i % 2, i),
        ["rows, each the beginning of the next"] = i => Enumerable.Range(0, i).ToArray(),
        ["tables"] = i => new[,] { { 1, i } },
        ["records"] = i => new Point(i % 2, i),
        ["groups"] = i => new[] { 0, 0 }.GroupBy(_ => i).Single(),
        ["sets"] = i => new HashSet<int>([i, 1000 - i, 2000 + i]),
        ["dictionaries"] = i => new Dictionary<int, int> { [i] = 1, [1000 - i] = 2 },
    };

    // More than are tried each with each.
    [Theory, MemberData(nameof(Kinds))]
    public void Of_a_large_set_the_order_does_not_count_and_each_item_does(string kind)
    {
        object[] items = [.. Enumerable.Range(0, 60).Select(s_kinds[kind])];
        object[] other = [.. items.Select(Otherwise)];
        new Random(1).Shuffle(other);
        Assert.Equal("", Remark(items.ToHashSet(), other.ToHashSet()));
        other[30] = s_kinds[kind](61);
        Assert.Equal("the number of items is right, but some are not the expected ones",
            Remark(items.ToHashSet(), other.ToHashSet()));

        // The same value as another might have made it.
        static object Otherwise(object item) => item switch
        {
            int whole when whole % 14 == 0 => (double)whole,
            HashSet<int> set when set.First() % 2 == 1 => new HashSet<int>(set.Reverse()),
            Dictionary<int, int> pairs when pairs.First().Key % 2 == 1 => new Dictionary<int, int>(pairs.Reverse()),
            _ => item,
        };
    }

    [Fact]
    public void Tensors_in_a_large_set_may_come_in_any_order()
    {
        JsonElement set(IEnumerable<int> values) => Element(new JsonObject
        {
            ["type"] = "set",
            ["items"] = new JsonArray([.. values.Select(i => JsonNode.Parse(Tensor([1], i).GetRawText()))]),
        });
        Assert.Equal("", Remark(set(Enumerable.Range(0, 60)), set(Enumerable.Range(0, 60).Reverse())));
        Assert.NotEqual("", Remark(set(Enumerable.Range(0, 60)), set(Enumerable.Range(1, 60))));
    }

    // 1 and 1.00001 are equal, and in another order than the texts beside them.
    [Theory]
    [InlineData(2, "")]
    [InlineData(50, "")]
    [InlineData(51, "the number of items is right, but some are not the expected ones")]
    public void Numbers_that_are_nearly_the_same_do_not_part_a_set(int count, string remark)
    {
        (double, string)[] rest = [.. Enumerable.Range(10, count - 2).Select(i => ((double)i, ""))];
        Assert.Equal(remark, Remark(
            rest.Append((1.0, "a")).Append((1.00001, "b")).ToHashSet(),
            rest.Append((1.00001, "a")).Append((1.0, "b")).ToHashSet()));
    }

    [Fact]
    public void An_item_of_a_set_is_the_right_one_only_once() => Assert.NotEqual("", Remark(
        new HashSet<(double, string)> { (1.0, "a"), (1.00001, "a") },
        new HashSet<(double, string)> { (1.0, "a"), (5.0, "b") }));

    [Theory]
    [InlineData("{}", "{}", "it cannot be compared")]
    [InlineData("""{"type":"spell"}""", """{"type":"spell"}""", "it cannot be compared")]
    [InlineData("""{"type":"integer","value":"1"}""", "{}", "expected a whole number, got no value")]
    [InlineData("""{"type":"integer","value":"1"}""", """{"type":"incomplete","why":"it is\ntoo large"}""", "it is too large")]
    [InlineData("""{"type":"incomplete","why":"it is too large"}""", """{"type":"integer","value":"1"}""",
        "expected a value that cannot be compared, got a whole number")]
    [InlineData("""{"type":"tensor","shape":[2]}""", """{"type":"tensor"}""", "expected [2], got []")]
    public void Data_that_no_program_wrote_are_told_apart(string expected, string actual, string remark) =>
        Assert.Equal(remark, new ValueComparison().Compare(PlainValue.Parse(expected), PlainValue.Parse(actual)).Remark);

    [Fact]
    public void Data_that_are_too_long_or_say_a_thing_twice_are_none()
    {
        Assert.Equal("it is broken", PlainValue.Gap(PlainValue.Parse("""{"type":"integer","type":"number"}""")));
        Assert.Equal("it is broken", PlainValue.Gap(PlainValue.Parse(new string(' ', PlainData.MostCharacters))));
        Assert.Equal("it is too large", PlainValue.Gap(PlainValue.Parse(new string(' ', PlainData.MostCharacters + 1))));
    }

    [Fact]
    public void Of_a_tuple_the_share_of_right_parts_counts()
    {
        var (share, remark) = new ValueComparison().Compare(Data((1, "a", 3.0, true)), Data((1, "b", 3.0, true)));
        Assert.Equal((0.75, "part 2 of 4: it is not the expected value"), (share, remark));
    }

    [Fact]
    public void Records_are_compared_by_their_properties()
    {
        Assert.Equal("", Remark(new Point(1, 2), new Point(1, 2)));
        Assert.StartsWith("Y: got 3", Remark(new Point(1, 2), new Point(1, 3)));
    }

    [Fact]
    public void What_an_object_says_of_itself_is_the_remark_where_it_differs()
    {
        JsonElement check(string outcome, string remark) =>
            Element(new JsonObject
            {
                ["type"] = "object",
                ["name"] = "Check",
                ["fields"] =
                new JsonObject { ["Outcome"] = new JsonObject { ["type"] = "string", ["value"] = outcome } },
                ["remark"] =
                    remark
            });
        Assert.Equal(
            "✗ by hand: expected 1, got 2", Remark(check("passed", "passed"), check("failed", "✗ by hand: expected 1, got 2")));
        Assert.Equal("", Remark(check("passed", "passed"), check("passed", "hm")));
        Assert.Equal(new string('x', 300) + "…", Remark(check("passed", "passed"), check("failed", new string('x', 10_000))));
        Assert.Equal(new string('x', 300), Remark(check("passed", "passed"), check("failed", new string('x', 300))));
        Assert.Equal("a b", Remark(check("passed", "passed"), check("failed", "a\nb")));
        Assert.StartsWith("a bx", Remark(check("passed", "passed"), check("failed", "a\nb" + new string('x', 300))));
    }

    [Fact]
    public void Tensors_are_compared_by_shape_then_type_then_values()
    {
        Assert.Equal("", Remark(Tensor([2], 1, 2), Tensor([2], 1, 2.00001)));
        Assert.Equal("expected [2, 1], got [2]", Remark(Tensor([2, 1], 1, 2), Tensor([2], 1, 2)));
        Assert.Equal("the shape is right, but 1 of 2 values are not", Remark(Tensor([2], 1, 2), Tensor([2], 1, 3)));
        Assert.Equal("it is not whole", Remark(Tensor([2], 1, 2), Tensor([2], 1)));
        Assert.Equal("expected Float32, got Float64",
            Remark(Tensor([1], 1), Tensor([1], "Float64", whole: false, BitConverter.GetBytes(1.0))));
        Assert.Equal("it is not whole", Remark(Tensor([1], 1), Tensor([1], "Float32", whole: false, new byte[12])));
    }

    [Theory]
    [InlineData(1L << 60, 1L << 60, true, "")]
    [InlineData(1L << 60, (1L << 60) + 1, true, "the shape is right, but 1 of 1 values are not")] // one number to a double
    [InlineData(1L, 1L, false, "it is not the expected value")]
    public void Whole_numbers_in_a_tensor_are_compared_to_the_last_digit(long expected, long actual, bool whole, string remark) =>
        Assert.Equal(remark, Remark(Tensor([1], "Int64", whole: true, BitConverter.GetBytes(expected)),
            Tensor([1], "Int64", whole, BitConverter.GetBytes(actual))));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"tensor"}""")]
    [InlineData("""{"type":"tensor","shape":7,"dtype":[],"values":"%"}""")]
    [InlineData("""{"type":"object","name":{},"fields":[]}""")]
    [InlineData("""{"type":"sequence","items":{"a":1}}""")]
    [InlineData("""{"type":["number"]}""")]
    public void Forged_data_is_not_equal_and_does_no_harm(string json)
    {
        foreach (var expected in new[] { Data(1.5), Data(new[] { 1, 2 }), Tensor([2], 1, 2), Data(new Point(1, 2)) })
            Assert.Equal(0, new ValueComparison().Compare(expected, PlainValue.Parse(json)).Share);
    }

    // What a value may hold at most is read; text whose every character is a value is not, for it takes a hundred times its own
    // memory.
    [Fact]
    public void The_largest_values_are_read_and_denser_ones_are_not()
    {
        var most = PlainData.MostParts - 1;
        Assert.Null(PlainValue.Gap(Data(Enumerable.Range(0, most))));
        Assert.Null(PlainValue.Gap(Data(Enumerable.Range(0, most / 3).Select(i => new Point(i, i)))));
        Assert.NotNull(PlainValue.Gap(Data(Enumerable.Range(0, most + 1))));
        Assert.Equal(
            "it is broken",
            PlainValue.Gap(
                PlainValue.Parse($$"""{"type":"sequence","items":[{{string.Concat(Enumerable.Repeat("{},", 600_000))}}1]}""")));
    }

    private static string Remark(object expected, object actual) =>
        new ValueComparison().Compare(expected as JsonElement? ?? Data(expected), actual as JsonElement? ?? Data(actual)).Remark;

    private static JsonElement Data(object? value) => PlainValue.Parse(PlainData.Render(value).Data[PlainData.MimeType]);

    private static JsonElement Element(JsonNode node) => PlainValue.Parse(node.ToJsonString());

    private static object Groups(int key) => new[] { 0, 0 }.GroupBy(_ => key).ToArray();

    private static JsonElement Tensor(long[] shape, params double[] values) =>
        Tensor(shape, "Float32", whole: false, MemoryMarshal.AsBytes<double>(values).ToArray());

    private static JsonElement Tensor(long[] shape, string type, bool whole, byte[] values) => Element(new JsonObject
    {
        ["type"] = "tensor",
        ["shape"] = new JsonArray([.. shape.Select(side => (JsonNode)side)]),
        ["dtype"] = type,
        ["whole"] = whole,
        ["values"] = Convert.ToBase64String(values),
    });

    public static TheoryData<object?> Incomplete => new()
    {
        (Func<int>)(() => 1), Enumerable.Repeat(0, 200_000), Enumerable.Range(0, 40)
            .Aggregate((object)1, (inner, _) => new[] { inner }), new object(), Task.FromResult(1),
        new string('x', 5_000_000), typeof(int), new Loop(), new { Inside = (Action)(() => { }) },
    };

    [Theory, MemberData(nameof(Incomplete))]
    public void What_cannot_be_told_whole_is_never_right(object? value)
    {
        Assert.NotNull(PlainValue.Gap(Data(value)));
        Assert.Equal(0, new ValueComparison().Compare(Data(value), Data(value)).Share);
        Assert.Equal(0, new ValueComparison().Compare(Data(new[] { value }), Data(new[] { value })).Share);
    }

    public sealed record Point(double X, double Y);

#pragma warning disable CA1051 // a class with public fields, as students write them
    public sealed class Open
    {
        public int Seen;
    }
#pragma warning restore CA1051

    public sealed class Loop
    {
        public Loop Again => this;
    }
}
