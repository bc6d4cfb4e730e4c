namespace Atelier.Engine.Timing;

/// <summary>Measured times as a Markdown table.</summary>
public static class TimingTable
{
    /// <summary>A lesson a line, and their sum.</summary>
    public static string Of(IReadOnlyList<LessonTime> lessons) => string.Join('\n',
    [
        $"On {string.Join(" and ", lessons.Select(lesson => lesson.Machine).Distinct())}, {DateTime.Now:d MMMM yyyy}:",
        "",
        "| lesson | smoke | lecture | its longest cells |",
        "|---|---|---|---|",
        .. lessons.Select(lesson => Row(lesson.Name, lesson.SmokeSeconds, lesson.LectureSeconds, Cells(lesson))),
        Row("**together**", lessons.Sum(lesson => lesson.SmokeSeconds), lessons.Sum(lesson => lesson.LectureSeconds), ""),
    ]);

    private static string Row(string name, double smoke, double lecture, string cells) =>
        $"| {name} | {smoke:0.0} s | {lecture:0.0} s | {cells} |";

    private static string Cells(LessonTime lesson) =>
        string.Join(", ", lesson.Longest.Select(cell => $"`{cell.Id}` {cell.Seconds:0.0} s"));
}
