using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Run;

/// <summary>The command as a whole, <c>./course grade</c>, on what graders do with it.</summary>
public sealed class GradeCommandTests : IDisposable
{
    private readonly TwoLessons _course = new();

    [Fact]
    public void A_run_touches_what_it_graded_and_nothing_else()
    {
        HandIn("submitted");
        Assert.Equal(0, _course.Run("grade", "submitted", "--out", "grades", "--only", "1").Code);
        Assert.Equal(["ada 01 2"], _course.Grades());
        Assert.Contains("\n1 submissions", "\n" + _course.Run("grade", "submitted", "--out", "grades", "--resume").Said);
        Assert.Equal(["ada 01 2", "ada 02 2"], _course.Grades());
        _course.Write("submitted/ada/02-thrice/02-thrice.ipynb", "02-thrice", "int G(int n) => n;");
        Assert.Equal(0, _course.Run("grade", "submitted", "--out", "grades", "--only", "2").Code);
        Assert.Equal(["ada 01 2", "ada 02 0"], _course.Grades());
    }

    [Theory]
    [InlineData("", "", "submitted")] // as it is
    [InlineData("link", "", "submitted")]
    [InlineData("", "link", "submitted")]
    [InlineData("link", "link", "submitted")]
    [InlineData("", "", ".")] // from the course's root
    [InlineData("link", "", ".")]
    public void It_grades_the_same_through_links_and_from_the_courses_root(string home, string submitted, string argument)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links as Linux has them");
        HandIn(submitted == "" ? "submitted" : "elsewhere");
        if (submitted != "")
            Directory.CreateSymbolicLink(Path.Combine(_course.Home, "submitted"), Path.Combine(_course.Home, "elsewhere"));
        var link = _course.Home + "-link";
        Directory.CreateSymbolicLink(link, _course.Home);
        try
        {
            var from = home == "" ? _course.Home : link;
            var (code, said) = _course.RunIn(from, from, "grade", argument, "--out", "grades");
            Assert.True(code == 0, said);
            Assert.Equal(["ada 01 2", "ada 02 2"], _course.Grades());
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public void Students_beside_the_courses_own_folders_are_found_and_the_course_is_no_student()
    {
        _course.Write("bob_01-twice.ipynb", "01-twice", TwoLessons.Right("01-twice"));
        var (code, said) = _course.Run("grade", ".", "--out", "grades");
        Assert.True(code == 0, said);
        Assert.Equal(["bob 01 2"], _course.Grades());
    }

    [Fact]
    public void The_report_ends_with_what_was_not_graded_and_the_exit_code_says_so()
    {
        HandIn("submitted");
        File.WriteAllText(Path.Combine(_course.Home, "submitted", "essay.pdf"), "%PDF");
        Directory.CreateDirectory(Path.Combine(_course.Home, "submitted", "bob", "01-twice"));
        File.WriteAllText(Path.Combine(_course.Home, "submitted", "bob", "01-twice", "01-twice.ipynb"), "{");
        Directory.CreateDirectory(Path.Combine(_course.Home, "grades", ".scratch", "grading-of-a-killed-run"));
        var (code, said) = _course.Run("grade", "submitted", "--out", "grades");
        Assert.Equal(6, code);
        Assert.Matches(
            @"NOT GRADED: 2\n  bob/01-twice/01-twice.ipynb: bob, 01-twice: .*not valid JSON.*\n  essay.pdf: it is not a notebook.*\n$", said);
        var summary = File.ReadAllText(Path.Combine(_course.Out, "summary.html"));
        Assert.Contains("<td>essay.pdf<td>it is not a notebook", summary);
        Assert.Contains("<td>bob, 01-twice<td>", summary);
        Assert.False(Directory.Exists(Path.Combine(_course.Home, "grades", ".scratch")));
        Assert.Equal(6, _course.Run("grade", "submitted", "--out", "grades", "--resume").Code);
    }

    [Fact]
    public void Marks_and_due_dates_that_are_mistyped_change_nothing_and_say_what_is_possible()
    {
        _course.Write("submitted/-ada/01-twice/01-twice.ipynb", "01-twice", TwoLessons.Right("01-twice"), "Because.");
        Assert.Equal(0, _course.Run("grade", "submitted", "--out", "grades").Code);
        var (code, said) = _course.Run("gradebook", "set", "--points", "1.5", "grades", "--", "-ada", "1", "twice-why");
        Assert.Equal((0, "-ada, 01-twice, twice-why: 1.5 of 2 points (before: no points by hand)\n"), (code, said));
        Assert.Contains("1.5 of 2 points, \"good\" (before: 1.5 of 2 points)",
            _course.Run("gradebook", "set", "--comment", "good", "grades", "--", "-ada", "1", "twice-why").Said);
        foreach (var (arguments, wanted) in new (string[], string)[]
        {
            (["set", "--points", "1,5", "grades", "--", "-ada", "01-twice", "twice-why"], "a number from 0 to 2, with a point"),
            (["set", "--points", "99", "grades", "--", "-ada", "01-twice", "twice-why"], "from 0 to 2"),
            (["set", "--points", "-5", "grades", "--", "-ada", "01-twice", "twice-why"], "from 0 to 2"),
            (["set", "--points", "NaN", "grades", "--", "-ada", "01-twice", "twice-why"], "from 0 to 2"),
            (["set", "--points", "1e999", "grades", "--", "-ada", "01-twice", "twice-why"], "from 0 to 2"),
            (["set", "grades", "--", "-ada", "01-twice", "twice-why"], "nothing to set"),
            (["set", "--points", "1", "grades", "ad\u001b[31m", "01-twice", "twice-why"],
                "there is no student ad\\u001b[31m; there is -ada"),
            (["set", "--points", "1", "grades", "--", "-ada", "02", "twice-why"], "there is no assignment 02; there is 01-twice"),
            (["set", "--points", "1", "grades", "--", "-ada", "01-twice", "why"],
                "there is no cell why; there are twice-test, twice-why"),
            (["due", "grades", "1", "01.12.2026 23:59"], "2026-12-01T23:59 Europe/Vienna"),
            (["due", "grades", "1", "2026-12-01T23:59"], "no moment with a zone"),
            (["due", "grades", "07-none", "2026-12-01T23:59Z"], "there is no assignment 07-none; there are 01-twice, 02-thrice"),
        })
        {
            (code, said) = _course.Run(["gradebook", .. arguments]);
            Assert.True(code == 2 && said.Contains(wanted, StringComparison.Ordinal) && !said.Contains('\u001b'),
                $"{string.Join(' ', arguments)}: {code}, {said}");
        }

        Assert.StartsWith("01-twice is due Tuesday 1 December 2026, 23:59 Europe/Vienna (2026-12-01 22:59 UTC); each begun day",
            _course.Run("gradebook", "due", "grades", "1", "2026-12-01T23:59", "Europe/Vienna").Said);
        using var book = new Gradebook(_course.Out);
        Assert.Equal([new ManualGrade("-ada", "01-twice", "twice-why", 1.5, "good")], book.Manual);
        Assert.Equal("Because.", book.Grades[0].Cells.Single(cell => cell.Id == "twice-why").Answer);
    }

    public void Dispose() => _course.Dispose();

    private void HandIn(string folder)
    {
        foreach (var lesson in new[] { "01-twice", "02-thrice" })
            _course.Write($"{folder}/ada/{lesson}/{lesson}.ipynb", lesson, TwoLessons.Right(lesson));
    }
}
