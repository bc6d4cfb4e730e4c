using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Grading.Collect;

/// <summary>What a notebook's name tells, by the conventions of those who export submissions.</summary>
/// <param name="Student">whose it is; null where the name does not say</param>
/// <param name="Lesson">which lesson it is; null where the name ends in none's</param>
/// <param name="IsExported">whether the name is one that Canvas or Moodle makes</param>
/// <param name="Upload">Canvas's number of the upload, which grows; 0 without one</param>
/// <param name="Attempt">
/// the number in <c>name(1)</c>, <c>name-1</c>, with which a resubmission is told from the one before; 0 without one
/// </param>
/// <param name="Bare">the name without its extension and this number</param>
internal sealed partial record NotebookName(string? Student, string? Lesson, bool IsExported, long Upload, int Attempt,
    string Bare)
{
    private static readonly char[] s_separators = ['_', '-', ' ', '.'];

    /// <summary>
    /// Whose it is where only its name can tell: a name that ends in no lesson's is a student's. Null for a lesson's name and
    /// nothing more.
    /// </summary>
    public string? Who => Student ?? (Lesson is null ? Bare : null);

    /// <summary>Reads a file's name.</summary>
    /// <param name="file">the name, with its extension</param>
    /// <param name="lessons">the names of the lessons</param>
    public static NotebookName Of(string file, IEnumerable<string> lessons)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var export = Canvas().Match(name) is { Success: true } canvas ? canvas : MoodleFile().Match(name);
        var (title, attempt, lesson) = Title(export.Success ? export.Groups["title"].Value : name, lessons);
        var upload = long.TryParse(export.Groups["upload"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        return new NotebookName(export.Success ? Id(export) : Prefix(title, lesson), lesson, export.Success, upload, attempt,
            title);
    }

    /// <summary>The student of a folder that Moodle made; null for any other folder.</summary>
    public static string? OfMoodle(string folder) => MoodleFolder().Match(folder) is { Success: true } moodle ? Id(moodle) : null;

    private static string Id(Match export) => $"{export.Groups["who"].Value}_{export.Groups["user"].Value}";

    private static string? Prefix(string title, string? lesson) =>
        lesson is not null && title[..^lesson.Length].TrimEnd(s_separators) is { Length: > 0 } student ? student : null;

    // A lesson may itself be called ps-1.
    private static (string Title, int Attempt, string? Lesson) Title(string title, IEnumerable<string> lessons)
    {
        if (LessonOf(title, lessons) is { } exact) return (title, 0, exact);
        if (Resubmitted().Match(title) is not { Success: true } again) return (title, 0, null);
        var first = title[..again.Index];
        return (first, int.Parse(again.Groups["n"].Value, CultureInfo.InvariantCulture), LessonOf(first, lessons));
    }

    private static string? LessonOf(string title, IEnumerable<string> lessons) =>
        lessons.Where(lesson => title.EndsWith(lesson, StringComparison.OrdinalIgnoreCase)).MaxBy(lesson => lesson.Length);

    [GeneratedRegex(@"^(?<who>[^_]+)(?:_LATE)?_(?<user>\d+)_(?<upload>\d+)_(?<title>.+)$")]
    private static partial Regex Canvas();

    [GeneratedRegex(@"^(?<who>.+)_(?<user>\d+)_assignsubmission_file_(?<title>.+)$")]
    private static partial Regex MoodleFile();

    [GeneratedRegex(@"^(?<who>.+)_(?<user>\d+)_assignsubmission_[a-z]+_?$")]
    private static partial Regex MoodleFolder();

    [GeneratedRegex(@"(?: ?\((?<n>\d{1,3})\)|-(?<n>\d{1,3}))$")]
    private static partial Regex Resubmitted();
}
