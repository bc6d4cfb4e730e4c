using System.Text.RegularExpressions;
using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

public sealed class SummaryPageTests : IDisposable
{
    private readonly GradebookFolder _gradebook = new();

    [Fact]
    public void It_shows_each_questions_distribution_and_outcomes()
    {
        foreach (var (student, points) in new[] { ("ada", 4.0), ("bob", 4), ("cyd", 1), ("dan", 0) }) _gradebook.Book.Put(
            GradebookFolder.Grade(student, "ps1", points));
        var page = Page();
        Assert.Contains("aria-label=\"1 at 0 %, 1 at 20 %, 2 at 100 %\"", page);
        Assert.Contains("2 Passed, 2 Partial", page);
        Assert.Contains("mean 2.25", page);
        Assert.Contains("4 answers wait for a person's points", page);
    }

    [Fact]
    public void It_names_what_has_to_be_looked_at()
    {
        _gradebook.Book.Put(GradebookFolder.Unreadable("ada", "ps1"));
        _gradebook.Book.Put(GradebookFolder.Grade("bob", "ps1", 4) with
        {
            Cells = [new("q1", GradeOutcome.Crashed, 0, 4, "", false)],
            Tampered = ["q1: edited"],
        });
        Assert.Contains("<td>ada<td>ps1<td>not JSON", Page());
        Assert.Contains("<td>bob<td>ps1<td>q1: edited; q1: Crashed", Page());
    }

    [Fact]
    public void It_lists_the_slowest_first()
    {
        _gradebook.Book.Put(GradebookFolder.Grade("ada", "ps1", 4) with { Seconds = 2 });
        _gradebook.Book.Put(GradebookFolder.Grade("bob", "ps1", 4) with { Seconds = 30 });
        Assert.Matches("(?s)Slowest.*bob.*30.*ada.*2", Page());
    }

    [Fact]
    public void It_needs_nothing_from_outside_and_runs_nothing_that_a_student_wrote()
    {
        _gradebook.Book.Put(GradebookFolder.Unreadable("<script>alert(1)</script>", "ps1"));
        Assert.DoesNotMatch(new Regex("<script|https?://|<link|src="), Page());
        Assert.Contains("&lt;script&gt;", Page());
    }

    [Fact]
    public void An_empty_gradebook_has_a_page_too() => Assert.Contains("0 submissions", Page());

    public void Dispose() => _gradebook.Dispose();

    private string Page() => SummaryPage.Write(FinalGrade.All(_gradebook.Book), _gradebook.Book.LeftOut);
}
