using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier.Tests.Teaching;

public sealed class CheckTests
{
    private static string Remark(Check check) => check.ToString().Split('\n')[1].Trim();

    [Fact]
    public void A_right_answer_passes()
    {
        var check = new Check("Exercise 1").Close("log 2", () => Math.Log(2), 0.693147).Shape("zeros", () => zeros(2, 3), 2, 3);

        Assert.Equal(CheckOutcome.Passed, check.Outcome);
        Assert.Equal("Exercise 1: passed\n  ✓ log 2\n  ✓ zeros", check.ToString());
    }

    [Fact]
    public void An_untouched_exercise_is_not_done_yet()
    {
        // What an exercise does as students get it.
        var check = new Check("Exercise 1").Close("f(1)", double () => throw new NotImplementedException(), 1)
            .That("holds", () => true, "");

        Assert.Equal(CheckOutcome.NotDone, check.Outcome);
        Assert.Equal("Exercise 1: not done yet\n  ○ f(1)\n  ✓ holds", check.ToString());
    }

    [Fact]
    public void A_check_without_lines_proves_nothing() => Assert.Equal(CheckOutcome.NotDone, new Check("Exercise 1").Outcome);

    [Fact]
    public void A_wrong_shape_is_named() => Assert.Equal(
        "✗ D(x): expected the shape [64, 1], got [64]", Remark(new Check("E").Shape("D(x)", () => zeros(64), 64, 1)));

    [Fact]
    public void A_wrong_value_is_named_with_its_place() => Assert.Equal(
        "✗ half: expected 2, got 3 at position 1",
        Remark(new Check("E").Close("half", () => tensor(new[] { 1f, 3f }), tensor(new[] { 1f, 2f }))));

    [Fact]
    public void A_turned_sign_is_noticed() => Assert.Equal(
        "✗ lossG: expected 0.693147, got -0.693147 (is the sign turned?)",
        Remark(new Check("E").Close("lossG", () => -Math.Log(2), Math.Log(2))));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Values_that_are_no_numbers_are_noticed(float value) =>
        Assert.Contains("not numbers", Remark(new Check("E").Close("x", () => tensor(new[] { value }), tensor(new[] { 1f }))));

    [Fact]
    public void An_exception_of_the_student_becomes_a_remark() => Assert.Equal(
        "✗ x: it stopped with DivideByZeroException: by zero",
        Remark(new Check("E").Close("x", double () => throw new DivideByZeroException("by zero\nsecond line"), 1)));

    [Fact]
    public void An_error_inside_torch_becomes_a_remark() =>
        Assert.StartsWith("✗ x: it stopped with", Remark(new Check("E").Shape("x", () => zeros(2, 3) + zeros(4, 5), 2, 3)));

    [Fact]
    public void A_null_tensor_becomes_a_remark() =>
        Assert.Equal("✗ x: it is null; return a tensor", Remark(new Check("E").Shape("x", () => null!, 1)));

    [Fact]
    public void Tolerance_is_absolute_below_one_and_relative_above()
    {
        Assert.Equal(CheckOutcome.Passed, new Check("E").Close("x", () => 1000.5, 1000, 1e-3).Outcome);
        Assert.Equal(CheckOutcome.Failed, new Check("E").Close("x", () => 0.5, 0.502, 1e-3).Outcome);
    }

    [Fact]
    public void The_metadata_says_how_it_went()
    {
        var check = new Check("Exercise 2").That("a", () => true, "").That("b", () => false, "say why");

        Assert.Equal(
            """{"check":{"exercise":"Exercise 2","outcome":"failed","passed":1,"of":2}}""",
            check.ToDisplayString("application/vnd.atelier.metadata+json"));
    }

    [Fact]
    public void What_a_student_returns_cannot_write_into_the_page() =>
        Assert.DoesNotContain("<img", new Check("E").That("x", () => throw new InvalidOperationException("<img onerror=1>"), "")
            .ToHtml());

    [Fact]
    public void A_check_leaves_no_tensor_behind()
    {
        using var expected = ones(3);
        var before = LiveTensors.Count();
        new Check("E").Close("x", () => ones(3) * 1, expected).Shape("y", () => zeros(3), 3);
        Assert.Equal(before, LiveTensors.Count());
    }
}
