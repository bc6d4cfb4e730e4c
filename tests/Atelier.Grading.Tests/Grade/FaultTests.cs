using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Grade;

/// <summary>What a student is told: the cause at the cell where it is, and what only follows from it as such.</summary>
public sealed class FaultTests : GradingTests
{
    private const string NoSemicolon =
        "double[] Squares(int n)\n{\n    return [.. Enumerable.Range(1, n).Select(i => (double)i * i)]\n}";

    [Fact]
    public async Task A_missing_semicolon_is_told_with_its_line_and_the_tests_follow_from_it()
    {
        var grade = await Grade(NoSemicolon);
        var fault = Assert.Single(grade.Faults);
        Assert.Equal(("squares", 3, null), (fault.Cell, fault.Line, fault.Because));
        Assert.Equal("squares, line 3: ; expected (CS1002)", fault.Told);
        Assert.StartsWith("return [..", fault.Code);
        Assert.All(grade.Cells, cell => Assert.StartsWith("follows from squares, which does not compile: ", cell.Remark));
    }

    [Fact]
    public async Task A_cell_of_the_students_own_that_uses_what_does_not_compile_is_no_second_cause()
    {
        var grade = await Grade(notebook => notebook.Solution("squares", NoSemicolon)
            .Code("mine", "var nine = Squares(3)[2];").Code("also-mine", "var ten = nine + 1;")
            .Test("squares-test", "Squares(3)", 2));
        Assert.Equal([null, "squares", "squares"], grade.Faults.Select(fault => fault.Because));
        Assert.Contains("the cell that begins \"var nine = Squares(3)[2];\", line 1: follows from squares: ",
            grade.Faults[1].Told);
    }

    [Fact]
    public async Task A_first_cell_that_fails_is_the_cause_of_names_that_it_would_have_brought()
    {
        var grade =
            await Grade(
                notebook => notebook.Code("setup", "using System.Numerics\n")
                    .Solution("squares", "double[] Squares(int n) => [(double)BigInteger.One];")
                    .Test("squares-test", "Squares(3)", 2));
        Assert.StartsWith("the cell that begins \"using System.Numerics\", line ", grade.Faults[0].Told);
        Assert.Equal(grade.Faults[0].Cell, grade.Faults[1].Because);
        Assert.StartsWith("follows from the cell that begins", Cell(grade, "squares-test").Remark);
    }

    [Theory]
    [InlineData("double[] Squares(int n) => [n];")] // wrong, and nothing else
    [InlineData("double[] Squares(int n) => throw new InvalidOperationException();")]
    [InlineData("double[] Squares2(int n) => [1, 4, 9];")] // the name is not there, and no cell that failed has it
    public async Task What_fails_by_itself_follows_from_nothing(string code)
    {
        var grade = await Grade(code);
        Assert.Empty(grade.Faults);
        Assert.DoesNotContain(grade.Cells, cell => cell.Remark.Contains("follows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instructors_and_students_see_the_cause_first()
    {
        var grade = new FinalGrade(await Grade(NoSemicolon), new Dictionary<string, ManualGrade>());
        var page = FeedbackPage.Write(grade);
        Assert.InRange(page.IndexOf("line 3: ; expected", StringComparison.Ordinal), 1,
            page.IndexOf("<table>", StringComparison.Ordinal));
        Assert.Contains("<td>ada<td>ps1<td>squares, line 3: ; expected (CS1002)", SummaryPage.Write([grade], []));
    }

    [Fact]
    public async Task Errors_of_any_length_are_cut()
    {
        var grade = await Grade("double[] Squares(int n) => throw new Exception(new string('x', 100_000));");
        Assert.All(grade.Cells, cell => Assert.InRange(cell.Remark.Length, 1, 600));
    }
}
