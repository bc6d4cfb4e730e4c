using System.Text.Json.Nodes;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Grade;

/// <summary>
/// A cell tagged <c>checkpoint</c> trains where a person runs it, and loads the result of training where it is graded.
/// </summary>
public sealed class CheckpointTests : IDisposable
{
    private const string Training = "throw new Exception(\"hours of training\");\nstring model = \"\";";

    private static readonly string s_load = $"var model = File.ReadAllLines(\"{Course.Home}/LICENSE\")[0];";
    private readonly TestNotebook _instructor = new();

    [Fact]
    public async Task Its_result_is_loaded_for_the_instructor_and_for_students_whatever_they_made_of_it()
    {
        Trained(_instructor).Solution("shout", "string Shout(string text) => text.ToUpperInvariant();")
            .Test("shout-test", "Shout(model)", 2).Write();
        var assignment = await Assignment.PrepareAsync(_instructor.Path, GradingTests.Settings, CancellationToken.None);
        using var submitted = new TestNotebook();
        submitted.Code("train", "var model = \"MIT LICENSE\";", TestNotebook.Grade("train", locked: true))
            .Solution("shout", "string Shout(string text) => text;").Test("shout-test", "Shout(model)", 2);
        var grade = await new SubmissionGrader(GradingTests.Settings).GradeAsync(
            new Submission("ada", "ps1", submitted.Write()), assignment, CancellationToken.None);
        Assert.Equal(GradeOutcome.Failed, grade.Cells[0].Outcome);
        Assert.Equal(["train: edited; graded from the course's own copy"], grade.Tampered);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void It_has_to_be_locked_and_to_say_how_it_loads(bool locked, bool says)
    {
        Trained(_instructor, locked, says).Write();
        Assert.Contains(
            "a checkpoint has to be locked", Assert.Throws<ReleaseException>(() => StudentVersion.Of(_instructor.Path)).Message);
    }

    public void Dispose() => _instructor.Dispose();

    private static TestNotebook Trained(TestNotebook notebook, bool locked = true, bool says = true) =>
        notebook.Code("train", Training, TestNotebook.Grade("train", solution: !locked, locked: locked), GradeCell.CheckpointTag)
            .Metadata("atelier", new JsonObject { ["checkpoint"] = says ? s_load : "" });
}
