using System.Text.Json.Nodes;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Grade;

/// <summary>An exercise whose answer would be one call forbids the name.</summary>
public sealed class ForbiddenNameTests : IDisposable
{
    private const string Text = "### Exercise 1.1: the sum\n\nDo without `Library.Sum` and `Aggregate`.";
    private const string Library =
        "static class Library { public static int Sum(int[] x) => x.Sum(); public static int Other(int[] x) => 0; }";

    private readonly TestNotebook _instructor = new();

    public static TheoryData<string, string?> Answers => new()
    {
        { "int Total(int[] x) => x.Sum();", null },
        { "// Library.Sum would do\nint Total(int[] x) => \"Library.Sum\".Length - 11 + x.Sum();", null },
        { "int Total(int[] x) => Library.Other(x) + x.Sum();", null },
        { "int Total(int[] x) => Library.Sum(x);", "Library.Sum" },
        { "int Total(int[] x) => Library /* here */\n    . Sum (x);", "Library.Sum" },
        { "int Total(int[] x) => @Library.S\\u0075m(x);", "Library.Sum" },
        { "Func<int[], int> sum = Library.Sum;\nint Total(int[] x) => sum(x);", "Library.Sum" },
        { "using L = Library;\nint Total(int[] x) => L.Sum(x);", "Library.Sum" },
        { "using static Library;\nint Total(int[] x) => Sum(x);", "Library.Sum" },
        { "int Total(int[] x) => $\"{Library.Sum(x)}\".Length;", "Library.Sum" },
        { "int Total(int[] x) => x.Aggregate(0, (a, b) => a + b);", "Aggregate" },
    };

    [Theory, MemberData(nameof(Answers))]
    public void Code_that_uses_it_is_found_and_words_are_not(string answer, string? used) =>
        Assert.Equal(used, ForbiddenName.In(["Library.Sum", "Aggregate"], answer, []));

    [Theory]
    [InlineData("int Helper(int[] x) => Library.Sum(x);", true)]
    [InlineData("class Helpers { public static int Helper(int[] x) => Library.Sum(x); }\nint Helper(int[] x) => Helpers.Helper(x);", true)]
    [InlineData("var Helper = (int[] x) => Library.Sum(x);", true)]
    [InlineData("Func<int[], int> Helper; Helper = Library.Sum;", true)]
    [InlineData("int Helper(int[] x) => x.Sum();\nint Compare(int[] x) => Helper(x) - Library.Sum(x);", false)]
    public void What_an_answer_calls_in_another_cell_counts_and_what_it_does_not_call_does_not(string other, bool counts) =>
        Assert.Equal(
            counts ? "Library.Sum" : null, ForbiddenName.In(["Library.Sum"], "int Total(int[] x) => Helper(x);", [other]));

    [Fact]
    public async Task A_submission_that_uses_it_is_told_and_has_no_points_for_that_exercise()
    {
        Write("int Total(int[] x)\n{\n    // BEGIN SOLUTION\n    return x.Sum();\n    // END SOLUTION\n}")
            .Solution("next", "int Next(int n) => n + 1;").Test("next-test", "Next(1)", 3).Write();
        var assignment = await Assignment.PrepareAsync(_instructor.Path, GradingTests.Settings, CancellationToken.None);
        using var submitted = new TestNotebook();
        submitted.Code("library", Library).Solution("total", "int Total(int[] x) => Library.Sum(x);")
            .Test("total-test", "Total([1, 2])", 2).Solution("next", "int Next(int n) => n + 1;").Test("next-test", "Next(1)", 3);
        var grade = await new SubmissionGrader(GradingTests.Settings).GradeAsync(
            new Submission("ada", "ps1", submitted.Write()), assignment, CancellationToken.None);
        Assert.Equal((0.0, 3.0), (grade.Cells[0].Points, grade.Cells[1].Points));
        Assert.Equal("no points: your answer uses Library.Sum, and this exercise asks you to write that yourself",
            grade.Cells[0].Remark);
    }

    [Fact]
    public void Release_refuses_a_solution_that_uses_it()
    {
        Write("int Total(int[] x) => x.Aggregate(0, (a, b) => a + b);").Write();
        Assert.Contains("the solution uses Aggregate, which its exercise forbids",
            Assert.Throws<ReleaseException>(() => StudentVersion.Of(_instructor.Path)).Message);
    }

    [Fact]
    public void Release_refuses_a_text_that_does_not_say_so()
    {
        Write("int Total(int[] x) => x.Sum();", "### Exercise 1.1: the sum").Write();
        Assert.Contains("the text before it does not say so",
            Assert.Throws<ReleaseException>(() => StudentVersion.Of(_instructor.Path)).Message);
    }

    public void Dispose() => _instructor.Dispose();

    private TestNotebook Write(string solution, string text = Text) => _instructor.Text("text", text).Code("library", Library)
        .Solution("total", solution)
        .Metadata("atelier", new JsonObject { ["forbidden"] = new JsonArray("Library.Sum", "Aggregate") })
        .Test("total-test", "Total([1, 2])", 2);
}
