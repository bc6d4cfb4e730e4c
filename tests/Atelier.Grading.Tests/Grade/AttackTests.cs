using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Grade;

/// <summary>
/// Submissions that try to cheat or to harm: none gains a point, none disturbs another, none leaves anything behind.
/// </summary>
[Collection(nameof(AttackTests))]
public sealed partial class AttackTests(GradedAttacks graded) : IClassFixture<GradedAttacks>
{
    private static readonly string[] s_folders =
        ["/tmp", "/dev", "/dev/shm", "/home", "/root", "/var/tmp", "/run", Course.Home, Path.Combine(Course.Home, "lib"),
            Course.Notebooks];

    public static TheoryData<string> Names => [.. GradedAttacks.Names];

    [Theory, MemberData(nameof(Names))]
    public void It_has_the_points_that_it_deserves(string name)
    {
        GradedAttacks.NeedOrdinaryUser();
        var (grade, code) = (graded[name], GradedAttacks.Code(name));
        var deserved = Deserves().Match(code) is { Success: true } points
            ? double.Parse(points.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
        var told = string.Join("; ", grade.Cells);
        Assert.True(deserved == grade.Points, $"{grade.Points}: {told}");
        Assert.Equal((5.0, null), (grade.MaxPoints, grade.Problem));
        if (!Loads().IsMatch(code))
            Assert.False(grade.Cells[0].Outcome == GradeOutcome.CompileError, $"the attack did not take place: {told}");
    }

    [Fact]
    public void Those_who_are_graded_beside_them_have_their_points()
    {
        GradedAttacks.NeedOrdinaryUser();
        Assert.All(graded.Honest, grade => Assert.True(grade.Points == 5, string.Join("; ", grade.Cells)));
        Assert.InRange(graded.Honest.Count(), 8, 20);
    }

    [Fact]
    public async Task No_process_is_left()
    {
        GradedAttacks.NeedOrdinaryUser();
        for (var tries = 0; tries < 20 && graded.Processes().Any(); tries++) await Task.Delay(100);
        Assert.Empty(graded.Processes());
    }

    [Fact]
    public void No_file_is_left()
    {
        GradedAttacks.NeedOrdinaryUser();
        Assert.Empty(s_folders.Where(Directory.Exists).SelectMany(
            folder => Directory.EnumerateFileSystemEntries(folder, "atelier-attack*",
                new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 })));
        Assert.True(File.Exists(Path.Combine(Course.Home, "lib", "README.md")));
    }

    [Fact]
    public void The_graders_own_memory_has_a_bound()
    {
        GradedAttacks.NeedOrdinaryUser();
        Assert.InRange(graded.Growth >> 20, 0, 300);
    }

    [Fact]
    public void What_a_student_wrote_is_text_on_the_page_and_in_the_spreadsheet()
    {
        GradedAttacks.NeedOrdinaryUser();
        var grade = graded["page-injection"] with { Student = "=cmd|' /C calc'!A0<b>" };
        var page = FeedbackPage.Write(new FinalGrade(grade, new Dictionary<string, ManualGrade>()));
        Assert.Contains("&lt;script&gt;alert(1)", page);
        Assert.DoesNotMatch("<(script|img|b>)", page.Replace("<b>0 of", "", StringComparison.Ordinal));
        Assert.Contains("\r\n'=cmd", GradesCsv.Write([new FinalGrade(grade, new Dictionary<string, ManualGrade>())]));
    }

    [GeneratedRegex(@"(?m)^// Deserves: (\d+)")]
    private static partial Regex Deserves();

    [GeneratedRegex("(?m)^#(load|r) ")]
    private static partial Regex Loads();
}
