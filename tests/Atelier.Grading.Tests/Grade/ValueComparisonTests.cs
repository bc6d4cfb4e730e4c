using System.Runtime.InteropServices;
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
        { "1", 1, "expected a string, got a number" },
        { null, 1, "expected no value, got a number" },
        { new[] { 1, 2 }, new List<double> { 1, 2 }, "" },
        { new[] { 1, 2 }, new[] { 1, 2, 3 }, "expected 2 items, got 3" },
        { new[] { 1, 2 }, new[] { 1, 5 }, "item 1: got 5, which is not the expected number" },
        { DayOfWeek.Friday, "Friday", "" },
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
        JsonNode check(string outcome, string remark) => new JsonObject { ["type"] = "object", ["name"] = "Check", ["fields"] = new JsonObject { ["Outcome"] = Data(outcome) }, ["remark"] = remark };
        Assert.Equal("✗ by hand: expected 1, got 2", Remark(check("passed", "passed"), check("failed", "✗ by hand: expected 1, got 2")));
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
            Assert.Equal(0, new ValueComparison().Compare(expected, JsonNode.Parse(json)).Share);
    }

    private static string Remark(object expected, object actual) =>
        new ValueComparison().Compare(expected as JsonNode ?? Data(expected), actual as JsonNode ?? Data(actual)).Remark;

    private static JsonNode Data(object? value) => JsonNode.Parse(PlainData.Render(value).Data[PlainData.MimeType])!;

    private static JsonNode Tensor(long[] shape, params double[] values) => new JsonObject
    {
        ["type"] = "tensor",
        ["shape"] = new JsonArray([.. shape.Select(side => (JsonNode)side)]),
        ["dtype"] = "Float32",
        ["values"] = Convert.ToBase64String(MemoryMarshal.AsBytes<double>(values)),
    };

    public sealed record Point(double X, double Y);
}
