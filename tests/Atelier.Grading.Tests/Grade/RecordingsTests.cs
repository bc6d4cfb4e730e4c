using Atelier.Engine.Running;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>A grader trains: what was recorded is for rooms, and a student could have put it there.</summary>
public sealed class RecordingsTests : IDisposable
{
    private const string None = "AppContext.GetData(\"Atelier.Recording\") is null";

    private readonly TestNotebook _instructor = new(), _submitted = new();

    [Fact]
    public async Task No_cell_hears_of_recordings_where_it_is_graded()
    {
        _instructor.Solution("heard", "var nothing = true;").Test("heard-test", "nothing").Write();
        _submitted.Code("heard", $"var nothing = {None};", TestNotebook.Grade("heard", solution: true), Recordings.Tag)
            .Test("heard-test", "nothing");
        var assignment = await Assignment.PrepareAsync(_instructor.Path, GradingTests.Settings, CancellationToken.None);
        var grade = await new SubmissionGrader(GradingTests.Settings).GradeAsync(
            new Submission("ada", "ps1", _submitted.Write()), assignment, CancellationToken.None);
        Assert.Equal(GradeOutcome.Passed, grade.Cells.Single().Outcome);
    }

    public void Dispose()
    {
        _instructor.Dispose();
        _submitted.Dispose();
    }
}
