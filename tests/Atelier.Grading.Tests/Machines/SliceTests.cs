using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Machines;

public sealed class SliceTests(SmallClass students) : IClassFixture<SmallClass>
{
    private static readonly (string, GradeOutcome, double)[] s_expected =
    [
        ("ada", GradeOutcome.Passed, 2), ("bob", GradeOutcome.Failed, 0), ("cyd", GradeOutcome.CompileError, 0),
        ("dan", GradeOutcome.Passed, 2),
        ("eve", GradeOutcome.Error, 0),
    ];

    [Fact]
    public void Slices_joined_are_the_whole_class_and_joining_twice_changes_nothing()
    {
        var whole = students.Out("sliced");
        foreach (var slice in new[] { "1", "2" })
            students.Run("grade", students.Submitted, "--out", students.Out("slice-" + slice), "--slice", slice + "/2");
        Assert.Equal(s_expected.Length, SmallClass.Grades(students.Out("slice-1")).Count
            + SmallClass.Grades(students.Out("slice-2")).Count);
        for (var i = 0; i < 2; i++)
        {
            students.Run("gradebook", "merge", whole, students.Out("slice-1"), students.Out("slice-2"));
            Assert.Equal(s_expected, SmallClass.Grades(whole));
        }
    }

    [Fact]
    public void Jobs_share_the_cores_between_torchs_threads_and_progress_tells_the_time_left()
    {
        var said = students.Run("grade", students.Submitted, "--out", students.Out("jobs"), "--jobs", "2");
        Assert.Matches(@"1 of 5, \d+ (s|min) left  ", said);
        Assert.Matches("5 of 5  ", said);
        using var book = new Gradebook(students.Out("jobs"));
        var eve = book.Grades.Single(grade => grade.Student == "eve");
        Assert.Equal($"{Math.Max(1, Environment.ProcessorCount / 2)}", eve.Cells[0].Remark.Split(' ')[^1]);
    }

    [Fact]
    public void A_job_array_of_slurm_grades_the_class_and_may_be_sent_again()
    {
        NeedSlurm();
        var slurm = Directory.CreateTempSubdirectory("slurm-").FullName;
        try
        {
            var whole = students.Out("slurm");
            var grade = Path.Combine(Course.Home, "environment", "slurm", "grade");
            var twice =
                $"'{grade}' '{students.Submitted}' '{whole}' 2 && rm -r '{whole}/slices/1' && '{grade}' '{students.Submitted}' '{whole}' 2";
            students.Execute(Path.Combine(Course.Home, "tests", "Atelier.Grading.Tests", "Machines", "with-slurm"), slurm, "sh",
                "-c", twice);
            Assert.Equal(s_expected, SmallClass.Grades(whole));
            Assert.Contains("0 submissions", File.ReadAllText(Path.Combine(whole, "log", "slice-2.log")));
            Assert.True(File.Exists(Path.Combine(whole, "summary.html")));
        }
        finally
        {
            Directory.Delete(slurm, recursive: true);
        }
    }

    private static void NeedSlurm()
    {
        var missing =
            new[] { "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged" }.FirstOrDefault(program =>
                !File.Exists(program));
        Assert.SkipWhen(missing is not null, $"{missing} is missing: apt-get install slurm-wlm munge");
    }
}
