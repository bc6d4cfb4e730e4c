using Atelier.Grading.Grade;

namespace Atelier.Grading.Watching;

/// <summary>Counts a lesson's notebooks.</summary>
internal static class LessonSummary
{
    /// <summary>Counts them.</summary>
    /// <param name="assignment">the lesson; null where it was not needed yet</param>
    /// <param name="limit">the time of a cell</param>
    /// <param name="notebooks">those of the lesson, at least one</param>
    public static WatchedLesson Of(Task<Assignment>? assignment, TimeSpan limit, IReadOnlyList<WatchedNotebook> notebooks)
    {
        var counted = notebooks.Where(one => one is { IsThere: true, Grade: not null })
            .OrderBy(one => one.Student, StringComparer.Ordinal).Select(one => one.Grade!).ToList();
        var exercises = assignment is { IsCompletedSuccessfully: true } ? Exercise.Of(assignment.Result.Source) : [];
        return new WatchedLesson(
            notebooks[0].Lesson, counted.Count, notebooks.Count(one => one.IsWaiting),
            [.. exercises.Select(exercise => Of(exercise, counted))],
            [.. Troubles(notebooks).Concat(counted.SelectMany(grade => Endless(grade, exercises, limit)))]);
    }

    private static WatchedExercise Of(Exercise exercise, List<SubmissionGrade> grades)
    {
        var standing = grades.ToLookup(grade => Tests(grade, exercise) switch
        {
            var tests when tests.All(test => test.Outcome == GradeOutcome.Passed) => "solved",
            var tests when tests.Any(test => test.Points > 0) => "begun",
            _ => "",
        }, grade => grade.Student);
        return new WatchedExercise(exercise.Name, [.. standing["solved"]], [.. standing["begun"]], [.. standing[""]]);
    }

    private static IEnumerable<WatchTrouble> Troubles(IEnumerable<WatchedNotebook> notebooks) =>
        notebooks.Select(one => one.IsThere ? one.Trouble : new WatchTrouble(one.Student, "has been taken away"))
            .OfType<WatchTrouble>().OrderBy(trouble => trouble.Student, StringComparer.Ordinal);

    private static IEnumerable<WatchTrouble> Endless(SubmissionGrade grade, IEnumerable<Exercise> exercises, TimeSpan limit) =>
        exercises.Where(exercise => Tests(grade, exercise).Any(test => test.Outcome == GradeOutcome.Timeout))
            .Select(exercise => new WatchTrouble(
                grade.Student, $"has a cell that did not end in {limit.TotalSeconds:0.#} seconds ({exercise.Name})"));

    private static List<CellGrade> Tests(SubmissionGrade grade, Exercise exercise) =>
        [.. grade.Cells.Where(cell => exercise.Tests.Contains(cell.Id))];
}
