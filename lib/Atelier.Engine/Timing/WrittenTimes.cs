using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Timing;

/// <summary>
/// The times that lessons and the instructor's page tell: "All cells together took … at lecture scale on …, and … at smoke scale"
/// in a lesson's first cell, and the page's table. A lesson that says it otherwise stays as it is.
/// </summary>
public static partial class WrittenTimes
{
    /// <summary>Writes measured times into both.</summary>
    /// <param name="folder">the folder of the instructor's notebooks</param>
    /// <param name="lessons">what was measured</param>
    /// <returns>the names of the lessons that tell them now</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<LessonTime> lessons)
    {
        var page = Path.Combine(folder, "README.md");
        var text = File.ReadAllText(page);
        var written = new List<string>();
        foreach (var lesson in lessons.Where(lesson => InLesson(Path.Combine(folder, lesson.Name + ".ipynb"), lesson)))
        {
            text = Above().Replace(InTable(text, lesson), $"${{before}}{lesson.Machine}", 1);
            written.Add(lesson.Name);
        }

        WholeFile.Write(page, text);
        return written;
    }

    /// <summary>A first cell with other times in it; null where it tells none in these words.</summary>
    public static string? InText(string text, LessonTime lesson)
    {
        if (!Sentence().IsMatch(text)) return null;
        var lecture = Sentence().Replace(
            text, $"${{before}}{SpokenTime.Of(lesson.LectureSeconds)} at lecture scale on {lesson.Machine}", 1);
        return Smoke().Replace(lecture, $"${{before}}{SpokenTime.Of(lesson.SmokeSeconds)} at smoke scale", 1);
    }

    /// <summary>The page with another time in the lesson's row: | 03 | 2 minutes | [title](plans/03-….md) |.</summary>
    public static string InTable(string page, LessonTime lesson) => Regex.Replace(
        page, $@"(?m)^(\| {lesson.Name[..2]} \| )[^|]+( \| \[[^|]+\(plans/)",
        $"${{1}}{SpokenTime.Of(lesson.LectureSeconds)}${{2}}");

    private static bool InLesson(string path, LessonTime lesson)
    {
        var notebook = NotebookDocument.Load(path);
        if (InText(notebook.Cells[0].Source, lesson) is not { } text) return false;
        notebook.Cells[0].Source = text;
        notebook.Save(path);
        return true;
    }

    [GeneratedRegex(@"(?<before>All cells together took )[^,.]+? at\s+lecture\s+scale on (a |an )?[\w ]+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?<before>All cells at lecture scale on )[\w ]+")]
    private static partial Regex Above();

    [GeneratedRegex(@"(?<before>\band )(about )?[\w ]+? at\s+smoke\s+scale")]
    private static partial Regex Smoke();
}
