namespace Atelier.Grading.Tests.Grade;

public sealed class TamperTests : GradingTests
{
    [Fact]
    public async Task An_edited_test_is_graded_from_our_copy()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", "double[] Squares(int n) => [];").Test("squares-test", "new double[] { 1, 4, 9 }", 100));
        Assert.Contains("squares-test: edited", grade.Tampered);
        Assert.Equal((0.0, 5.0), (Cell(grade, "squares-test").Points, grade.MaxPoints));
    }

    [Fact]
    public async Task A_deleted_test_is_put_back()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", Right));
        Assert.Contains("squares-test: deleted", grade.Tampered);
        Assert.Equal(5.0, grade.Points);
    }

    [Fact]
    public async Task Of_a_doubled_cell_the_first_counts()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", Right).Test("squares-test", "Squares(3)", 2).Test("squares-test", "Squares(3)", 2));
        Assert.Contains(grade.Tampered, note => note.StartsWith("squares-test: the submission has it twice", StringComparison.Ordinal));
        Assert.Equal(5.0, grade.Points);
    }

    [Fact]
    public async Task A_solution_made_into_text_is_still_run_as_code()
    {
        var grade = await Grade(notebook => notebook.Text("squares", Right, TestNotebook.Grade("squares", solution: true)).Test("squares-test", "Squares(3)", 2));
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
            .Test("squares-test", "Squares(3)", 2).Test("squares-probe", "(new double[0], new double[] { 1, 4, 9, 16, 25 }, 5.0)", 3));
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
}
