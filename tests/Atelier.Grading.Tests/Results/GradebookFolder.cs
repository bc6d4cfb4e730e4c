using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

/// <summary>A gradebook in a folder of its own, and grades to put into it.</summary>
public sealed class GradebookFolder : IDisposable
{
    public GradebookFolder() => Book = new Gradebook(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("gradebook-").FullName;

    public Gradebook Book { get; }

    public static SubmissionGrade Grade(string student, string assignment, double points, DateTimeOffset? submitted = null) =>
        new(
            student, assignment,
            [new("q1", points == 4 ? GradeOutcome.Passed : GradeOutcome.Partial, points, 4, "", false),
                new("essay", GradeOutcome.Manual, 0, 6, "", false)],
            [], null, 1.5, submitted);

    public static SubmissionGrade Answered(string student, string answer) => new(
        student, "ps1", [new("essay", GradeOutcome.Manual, 0, 6, "", false) { Answer = answer }], [], null, 1.5);

    public static SubmissionGrade Unreadable(string student, string assignment) => new(
        student, assignment, [new("q1", GradeOutcome.Missing, 0, 4, "not JSON", false)], [], "not JSON", 0);

    /// <summary>The rows of a comma-separated file without quoted fields.</summary>
    public static string[][] Rows(string text) => [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(','))];

    public void Dispose()
    {
        Book.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
