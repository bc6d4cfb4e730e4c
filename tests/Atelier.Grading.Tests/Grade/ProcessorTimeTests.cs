using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

public sealed class ProcessorTimeTests
{
    private const string Busy =
        "double[] Squares(int n) { Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => { while (true) { } }); return []; }";

    [Fact]
    public async Task A_cell_that_takes_more_than_its_processor_time_is_ended_before_its_time_is_up()
    {
        using var instructor = GradingTests.Instructor();
        var limits = GradingTests.Settings.Limits with
        {
            Cell = TimeSpan.FromMinutes(5),
            Processor = TimeSpan.FromSeconds(2),
            Total = TimeSpan.FromMinutes(6),
        };
        var settings = GradingTests.Settings with { Limits = limits };
        var assignment = await Assignment.PrepareAsync(instructor.Path, settings, CancellationToken.None);
        using var submitted = new TestNotebook().Solution("squares", Busy).Test("squares-test", "Squares(3)", 2);

        var grade = await new SubmissionGrader(settings).GradeAsync(
            new Submission("ada", "ps1", submitted.Write()), assignment, CancellationToken.None);
        var test = grade.Cells.Single(cell => cell.Id == "squares-test");
        Assert.Equal(GradeOutcome.Timeout, test.Outcome);
        Assert.Contains("2 seconds of processor time", test.Remark, StringComparison.Ordinal);
    }
}
