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
    public void Values_are_compared_as_a_teacher_would(object? expected, object? actual, string remark) =>
        Assert.Equal(remark, new ValueComparison().Compare(Data(expected), Data(actual)).Remark);

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
        Assert.Equal(301, Remark(check("passed", "passed"), check("failed", new string('x', 10_000))).Length);
    }

    [Fact]
    public void Tensors_are_compared_by_shape_then_type_then_values()
    {
        Assert.Equal("", Remark(Tensor([2], 1, 2), Tensor([2], 1, 2.00001)));
        Assert.Equal("expected [2, 1], got [2]", Remark(Tensor([2, 1], 1, 2), Tensor([2], 1, 2)));
        Assert.Equal("the shape is right, but 1 of 2 values are not", Remark(Tensor([2], 1, 2), Tensor([2], 1, 3)));
        Assert.Equal("it is not whole", Remark(Tensor([2], 1, 2), Tensor([2], 1)));
    }

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

    private static JsonElement Tensor(long[] shape, params double[] values) => Element(new JsonObject
    {
        ["type"] = "tensor",
        ["shape"] = new JsonArray([.. shape.Select(side => (JsonNode)side)]),
        ["dtype"] = "Float32",
        ["whole"] = false,
        ["values"] = Convert.ToBase64String(MemoryMarshal.AsBytes<double>(values)),
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
