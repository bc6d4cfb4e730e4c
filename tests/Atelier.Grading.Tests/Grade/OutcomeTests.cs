using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

public sealed class OutcomeTests : GradingTests
{
    [Fact]
    public async Task A_right_answer_has_all_points()
    {
        var grade = await Grade(Right);
        Assert.Equal((5.0, 5.0), (grade.Points, grade.MaxPoints));
        Assert.Empty(grade.Tampered);
        Assert.True(Cell(grade, "squares-probe").IsHidden);
    }

    [Fact]
    public async Task A_half_right_answer_has_the_share_of_the_probes_parts()
    {
        var grade =
            await Grade(
                "double[] Squares(int n) => n == 5 ? new double[5] : Enumerable.Range(1, n).Select(i => (double)i * i).ToArray();");
        Assert.Equal((GradeOutcome.Partial, 2.0), (Cell(grade, "squares-probe").Outcome, Cell(grade, "squares-probe").Points));
        Assert.StartsWith("part 2 of 3", Cell(grade, "squares-probe").Remark);
    }

    [Theory]
    [InlineData("double[] Squares(int n) => [1, 4, 9];", GradeOutcome.Passed)] // hard-coded for the visible test
    [InlineData("double[] Squares(int n) => new double[n];", GradeOutcome.Failed)]
    [InlineData("double[] Squares(int n) => throw new NotImplementedException();", GradeOutcome.Error)] // as students get it
    [InlineData("double[] Squares(int n) => n;", GradeOutcome.CompileError)]
    [InlineData("double[] Squares(int n) { while (true) { } }", GradeOutcome.Timeout)]
    [InlineData("double[] Squares(int n) { Environment.Exit(0); return []; }", GradeOutcome.Crashed)]
    [InlineData("double[] Squares(int n) => Squares(n);", GradeOutcome.Crashed)]
    [InlineData("double[] Squares(int n) { var l = new List<byte[]>(); while (true) { var b = new byte[1 << 24]; Array.Fill(b, (byte)1); l.Add(b); } }", GradeOutcome.Memory)]
    public async Task Each_way_to_end_has_its_outcome(string code, GradeOutcome expected)
    {
        var grade = await Grade(code);
        var outcome = Cell(grade, "squares-test").Outcome;
        Assert.True(expected == outcome, $"{outcome}: {Cell(grade, "squares-test").Remark}");
        Assert.True(Cell(grade, "squares-probe").Points < 3, "the hidden probe sees through it");
    }

    [Fact]
    public async Task Cells_after_one_that_ended_the_process_are_still_graded()
    {
        var grade =
            await Grade(
                notebook => notebook.Code("bomb", "Environment.Exit(3);").Solution("squares", Right)
                    .Test("squares-test", "Squares(3)", 2));
        Assert.Equal(5.0, grade.Points);
    }

    [Fact]
    public async Task A_warning_or_text_on_stderr_costs_nothing() =>
        Assert.Equal(5.0, (await Grade("#warning careful\nConsole.Error.WriteLine(\"noise\");\n" + Right)).Points);

    [Fact]
    public async Task A_submission_that_is_no_notebook_is_said_to_be_none()
    {
        var folder = Directory.CreateTempSubdirectory("broken-").FullName;
        foreach (var (name, text) in new[] { ("empty", ""), ("json", "{"), ("old", "{\"nbformat\": 3}"),
            ("deep", new string('[', 5000)) })
        {
            var file = Path.Combine(folder, name + ".ipynb");
            File.WriteAllText(file, text);
            using var source = new TestNotebook();
            source.Test("t", "1 + 1").Write();
            var assignment = await Assignment.PrepareAsync(source.Path, Settings, CancellationToken.None);
            var grade =
                await new SubmissionGrader(Settings).GradeAsync(new Submission("ada", "ps1", file), assignment,
                    CancellationToken.None);
            Assert.Equal((0.0, GradeOutcome.Missing), (grade.Points, Assert.Single(grade.Cells).Outcome));
            Assert.NotNull(grade.Problem);
        }

        Directory.Delete(folder, recursive: true);
    }
}
