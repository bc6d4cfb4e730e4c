using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Grade;

public sealed class TamperTests : GradingTests
{
    [Fact]
    public async Task An_edited_test_is_graded_from_our_copy()
    {
        var grade =
            await Grade(
                notebook => notebook.Solution("squares", "double[] Squares(int n) => [];")
                    .Test("squares-test", "new double[] { 1, 4, 9 }", 100));
        Assert.Contains("squares-test: edited; graded from the course's own copy", grade.Tampered);
        Assert.Equal((0.0, 5.0), (Cell(grade, "squares-test").Points, grade.MaxPoints));
    }

    [Fact]
    public async Task A_deleted_test_is_put_back()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", Right));
        Assert.Contains("squares-test: deleted; graded from the course's own copy", grade.Tampered);
        Assert.Equal(5.0, grade.Points);
    }

    [Fact]
    public async Task A_doubled_test_counts_once()
    {
        var grade =
            await Grade(
                notebook => notebook.Solution("squares", Right).Test("squares-test", "Squares(3)", 2)
                    .Test("squares-test", "Squares(3)", 2));
        Assert.Contains(
            grade.Tampered,
            note => note.StartsWith("squares-test: the submission has it twice; graded from the course's own copy",
                StringComparison.Ordinal));
        Assert.Equal(5.0, grade.Points);
    }

    [Theory]
    // split
    [InlineData("double Square(int i) => (double)i * i;",
        "double[] Squares(int n) => [.. Enumerable.Range(1, n).Select(Square)];")]
    // copied, and the copy written in; the first is as students get it
    [InlineData("double[] Squares(int n) => throw new NotImplementedException();", GradingTests.Right)]
    public async Task A_split_or_copied_solution_is_all_of_its_cells(string first, string second)
    {
        var grade =
            await Grade(
                notebook => notebook.Solution("squares", first).Solution("squares", second)
                    .Test("squares-test", "Squares(3)", 2));
        Assert.Equal((5.0, 0), (grade.Points, grade.Tampered.Count));
        Assert.Equal(["squares: 2 cells are its answer, in their order"], grade.Notes);
    }

    [Fact]
    public async Task A_solution_made_into_text_is_still_run_as_code()
    {
        var grade =
            await Grade(
                notebook => notebook.Text("squares", Right, TestNotebook.Grade("squares", solution: true))
                    .Test("squares-test", "Squares(3)", 2));
        Assert.Contains("squares: made into markdown", grade.Tampered);
        Assert.Equal(5.0, grade.Points);
    }

    [Fact]
    public async Task A_moved_test_is_said_to_be_moved()
    {
        var grade = await Grade(notebook => notebook.Test("squares-test", "Squares(3)", 2).Solution("squares", Right));
        Assert.Contains("squares: moved", grade.Tampered);
        Assert.Equal(3.0, Cell(grade, "squares-probe").Points);
    }

    [Fact]
    public async Task A_cell_under_the_name_of_a_hidden_probe_counts_for_nothing()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", "double[] Squares(int n) => [];")
            .Test("squares-test", "Squares(3)", 2).Test("squares-probe", "(new double[0], new double[] { 1, 4, 9, 16, 25 }, 5.0)",
                3));
        Assert.Contains(grade.Tampered, note => note.StartsWith("squares-probe:", StringComparison.Ordinal));
        Assert.True(Cell(grade, "squares-probe").Points < 3);
    }

    [Fact]
    public async Task An_empty_submission_has_no_points_and_says_why()
    {
        var grade = await Grade(notebook => notebook.Text("hello", "nothing here"));
        Assert.Equal(0.0, grade.Points);
        Assert.Contains(grade.Tampered, note => note.StartsWith("squares: the solution is not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_courses_own_copy_is_named_where_it_was_graded()
    {
        var grade =
            await Grade(
                notebook => notebook.Test("squares-test", "1", 2)
                    .Text("squares", Right, TestNotebook.Grade("squares", solution: true)));
        var page = FeedbackPage.Write(new FinalGrade(grade, new Dictionary<string, ManualGrade>()));
        Assert.Contains("squares-test: edited; graded from the course&#39;s own copy<", page);
        Assert.Contains("squares: made into markdown<", page);
        Assert.Contains("squares: moved<", page);
    }
}
