using Atelier.Engine.Documents;

namespace Atelier.Grading.Watching;

/// <summary>An exercise of a lesson that is graded by running it.</summary>
/// <param name="Name">the heading above it</param>
/// <param name="Tests">the grade ids of its tests</param>
public sealed record Exercise(string Name, IReadOnlyList<string> Tests)
{
    /// <summary>The exercises of a lesson, in order: what is tested below one heading.</summary>
    /// <param name="lesson">the instructor's notebook</param>
    public static IReadOnlyList<Exercise> Of(NotebookDocument lesson)
    {
        var (exercises, heading) = (new List<(string Name, string Test)>(), "");
        foreach (var cell in lesson.Cells)
        {
            if (!cell.IsCode) heading = Heading(cell.Source) ?? heading;
            if (GradeCell.Of(cell) is { IsTest: true } test) exercises.Add((heading, test.Id));
        }

        return [.. exercises.GroupBy(one => one.Name)
            .Select(one => new Exercise(one.Key == "" ? one.First().Test : one.Key, [.. one.Select(pair => pair.Test)]))];
    }

    private static string? Heading(string text) => text.Split('\n')
        .LastOrDefault(line => line.StartsWith('#') && line.TrimStart('#').StartsWith(' '))?.TrimStart('#').Trim();
}
