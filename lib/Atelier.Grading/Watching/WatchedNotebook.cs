using Atelier.Grading.Grade;

namespace Atelier.Grading.Watching;

/// <summary>A student's notebook of a lesson, as it was last looked at and last graded.</summary>
internal sealed class WatchedNotebook(string student, string lesson)
{
    private string? _seen, _graded;

    public string Student => student;

    public string Lesson => lesson;

    /// <summary>The last grade that the notebook had when it could be read.</summary>
    public SubmissionGrade? Grade { get; private set; }

    /// <summary>What was wrong with it when it was last graded, or null.</summary>
    public WatchTrouble? Trouble { get; private set; }

    /// <summary>Whether it is where it was.</summary>
    public bool IsThere { get; set; }

    /// <summary>Whether it is being graded.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Whether what is there now has not been graded yet.</summary>
    public bool IsWaiting => IsThere && _seen != _graded;

    /// <summary>
    /// Whether it is to be graded now: it has changed, and is as it was at the last look. What has just changed may be half
    /// saved.
    /// </summary>
    public bool IsDue(Submission submission)
    {
        IsThere = true;
        var (before, now) = (_seen, Stamp(submission));
        _seen = now;
        return !IsBusy && now == before && now != _graded;
    }

    /// <summary>Begins.</summary>
    /// <returns>what is being graded, for <see cref="End"/></returns>
    public string Begin()
    {
        IsBusy = true;
        return _seen!;
    }

    /// <summary>Ends: a grade counts from now on; a notebook that could not be read leaves the one before.</summary>
    public void End(string stamp, SubmissionGrade grade)
    {
        (IsBusy, _graded) = (false, stamp);
        Trouble = grade.Problem is { } problem
            ? new WatchTrouble(
                student, "cannot be graded as it is (broken, half saved, removed, a link or handed in twice): its last state counts",
                problem)
            : null;
        if (grade.Problem is null) Grade = grade;
    }

    private static string Stamp(Submission submission)
    {
        if (submission.Path is null) return submission.Problem ?? "";
        var file = new FileInfo(submission.Path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks} {file.Length}" : "gone";
    }
}
