using Atelier.Grading.Collect;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

public sealed class LatePenaltyTests : IDisposable
{
    private static readonly DateTimeOffset s_due = new(2026, 12, 1, 23, 59, 0, TimeSpan.FromHours(1));
    private readonly GradebookFolder _gradebook = new();

    [Theory]
    [InlineData("2026-12-01T23:59:00+01:00", 0, 4)]
    [InlineData("2026-12-01T22:59:01Z", 1, 3.6)] // a second late: the day has begun
    [InlineData("2026-12-03T23:59:00+01:00", 2, 3.2)]
    [InlineData("2027-12-01T00:00:00Z", 365, 0)] // never below zero
    [InlineData(null, 0, 4)]
    public void Each_begun_day_takes_its_share(string? submitted, int days, double points)
    {
        var final =
            Final(submitted is null ? null : DateTimeOffset.Parse(submitted, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(days, final.DaysLate);
        Assert.Equal(points, final.Points, 9);
    }

    [Fact]
    public void It_counts_after_a_persons_points_and_for_its_assignment_alone()
    {
        _gradebook.Book.Put(new ManualGrade("ada", "ps1", "essay", 6, "well said"));
        _gradebook.Book.Put(GradebookFolder.Grade("ada", "ps2", 4, s_due.AddDays(1)));
        Assert.Equal((10, 9), (Final(s_due.AddHours(1)).RawPoints, Final(s_due.AddHours(1)).Points));
        Assert.Equal(4, FinalGrade.All(_gradebook.Book).Single(grade => grade.Grade.Assignment == "ps2").Points);
    }

    [Fact]
    public void Students_and_instructors_see_it()
    {
        Final(s_due.AddDays(1.5));
        GradeReport.Write(_gradebook.Book, _gradebook.Folder);
        Assert.Contains("2 days late: 10 % of 4 points a day, 0.8 less", Read("feedback", "ada", "ps1.html"));
        Assert.Contains("3.2 of 10 points", Read("feedback", "ada", "ps1.html"));
        Assert.Contains("\"points\": 3.2", Read("feedback", "ada", "ps1.json"));
        Assert.Contains("1 late", Read("summary.html"));
        Assert.Equal(["ada", "ps1", "3.2", "10", "2", "0.8"], GradebookFolder.Rows(Read("grades.csv"))[1][..6]);
    }

    [Theory]
    [InlineData("2026-12-01 22:59:00.123456 UTC", "2026-12-01T22:59:00.123456+00:00")] // as nbgrader writes it
    [InlineData("2026-12-01 22:59:00", "2026-12-01T22:59:00+00:00")]
    [InlineData("2026-12-01T23:59+01:00", "2026-12-01T23:59+01:00")]
    [InlineData("2026-07-01 12:00:00 Europe/Berlin", "2026-07-01T12:00+02:00")]
    [InlineData("yesterday", null)]
    public void The_time_is_read_from_nbgraders_file(string text, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        SubmissionTime.Parse(text));

    [Fact]
    public void The_finder_takes_it_from_the_submissions_folder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_gradebook.Folder, "submitted", "ada", "ps1")).FullName;
        File.WriteAllText(Path.Combine(folder, "ps1.ipynb"), "{}");
        File.WriteAllText(Path.Combine(folder, "timestamp.txt"), "2026-12-01 22:59:00 UTC\n");
        Assert.Equal(
            s_due, Assert.Single(
                new SubmissionFinder([new Lesson("ps1", new HashSet<string>())]).Find(_gradebook.Folder,
                    "").Submissions).Submitted);
    }

    public void Dispose() => _gradebook.Dispose();

    private FinalGrade Final(DateTimeOffset? submitted)
    {
        _gradebook.Book.Put(new DueDate("ps1", s_due, 0.1));
        _gradebook.Book.Put(GradebookFolder.Grade("ada", "ps1", 4, submitted));
        return FinalGrade.All(_gradebook.Book)[0];
    }

    private string Read(params string[] path) => File.ReadAllText(Path.Combine([_gradebook.Folder, .. path]));
}
