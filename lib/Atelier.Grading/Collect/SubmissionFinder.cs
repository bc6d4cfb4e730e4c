using Atelier.Grading.Grade;

namespace Atelier.Grading.Collect;

/// <summary>
/// Finds whose and which lesson each notebook is: nbgrader's folders (<c>student/lesson/*.ipynb</c>, also below
/// <c>submitted/</c>), folders of students or of lessons, notebooks side by side (<c>ada_01-the-minimax-game.ipynb</c>), and what
/// Moodle and Canvas export; in a folder or a zip, with or without a folder around it all.
/// </summary>
/// <param name="lessons">the lessons that there are</param>
/// <param name="own">folders of the course and the grader, which nobody handed in</param>
public sealed class SubmissionFinder(IReadOnlyList<Lesson> lessons, params IReadOnlyList<string> own)
{
    private const string Submitted = "submitted";

    private readonly string[] _names = [.. lessons.Select(lesson => lesson.Name)];

    /// <summary>The submissions below a folder or in a zip, by student and lesson, and all that is none.</summary>
    /// <param name="path">the folder or the zip</param>
    /// <param name="unpacked">an empty folder for what is in a zip</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is no zip.</exception>
    public Collected Find(string path, string unpacked)
    {
        if (File.Exists(path)) return Sort(ZipFiles.Unpack(path, unpacked));
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"there is no folder or zip file {path}");
        return Sort(new FolderFiles(own).List(Root(path)));
    }

    /// <summary>The folder that is looked at: in one of nbgrader's courses, <c>submitted</c>.</summary>
    public static string Root(string folder) => Path.Combine(folder, Submitted) is var submitted && Directory.Exists(submitted)
        ? submitted
        : folder;

    private Collected Sort((IReadOnlyList<HandedInFile> Files, IReadOnlyList<LeftOut> LeftOut) all)
    {
        var candidates = all.Files.Where(file => file.IsNotebook).Select(Candidate).ToList();
        var depth = new ClassFolder(candidates, IsLesson).Depth();
        var times = all.Files.Where(file => file.Title == SubmissionTime.FileName).DistinctBy(file => file.Folder)
            .ToDictionary(file => file.Folder);
        var (submissions, left) = (new List<Submission>(), all.LeftOut.ToList());
        left.AddRange(candidates.Where(one => one.Lesson is null).Select(one => new LeftOut(
            one.File.Name,
            one.File.Problem ?? $"its name ends in no lesson's ({string.Join(", ", _names)}), and it has no lesson's cells")));
        foreach (var same in candidates.Where(one => one.Lesson is not null)
            .GroupBy(one => (Student: Student(one, depth), one.Lesson)))
            submissions.Add(One(same.Key.Student, [.. same.OrderByDescending(one => one.Rank)], times, left));
        foreach (var file in all.Files.Where(file => !file.IsNotebook && file.Title != SubmissionTime.FileName))
            Other(file, submissions, left);
        return new Collected(
            [.. submissions.OrderBy(one => one.Student, StringComparer.Ordinal)
                .ThenBy(one => one.Assignment, StringComparer.Ordinal)],
            [.. left.OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    private Candidate Candidate(HandedInFile file)
    {
        var name = NotebookName.Of(file.Title, _names);
        var folder = file.Folders.LastOrDefault(IsLesson) is { } found ? _names.First(each => Same(each, found)) : null;
        return new Candidate(file, name, folder, Content(file, name.Lesson ?? folder));
    }

    // Of lessons that have as many of its cells, the one that it is said to be.
    private string? Content(HandedInFile file, string? said)
    {
        if (file is not { File: { } path, Problem: null } || lessons.All(lesson => lesson.Ids.Count == 0)) return null;
        var ids = GradeIds.In(path);
        var best = lessons.OrderByDescending(lesson => lesson.Name == said).MaxBy(lesson => lesson.Ids.Count(ids.Contains));
        return best is not null && best.Ids.Overlaps(ids) ? best.Name : null;
    }

    private string Student(Candidate one, int depth)
    {
        var folders = one.File.Folders;
        if (one.Name.IsExported) return one.Name.Student!;
        if (folders.Select(NotebookName.OfMoodle).FirstOrDefault(id => id is not null) is { } moodle) return moodle;
        var below = folders[Math.Min(depth, folders.Length)..];
        var lesson = Array.FindLastIndex(below, IsLesson);
        if (lesson > 0) return below[lesson - 1];
        if (below.Length > lesson + 1) return below[lesson + 1];
        return one.Name.Who ?? "unnamed";
    }

    // Two files of one rank: nobody but a person knows which one counts.
    private static Submission One(string student, List<Candidate> same, Dictionary<string, HandedInFile> times,
        List<LeftOut> left)
    {
        var first = same[0];
        var submission = first.As(student, SubmissionTime.Of(times.GetValueOrDefault(first.File.Folder)));
        var alike = same.Count(one => one.Rank == first.Rank);
        left.AddRange(same.Skip(1).Select((one, i) => new LeftOut(
            one.File.Name, i + 1 < alike ? $"handed in more than once, also as {first.File.Name}" : $"{first.File.Name} counts",
            IsExpected: i + 1 >= alike)));
        return alike == 1 ? submission
            : submission with
            {
                Path = null,
                Problem =
                $"handed in more than once, as {first.File.Name} and {same[1].File.Name}: leave one of them"
            };
    }

    // Not a notebook: beside one it costs nobody anything; alone in a lesson's folder it stands for one.
    private void Other(HandedInFile file, List<Submission> submissions, List<LeftOut> left)
    {
        var why = file.Problem ?? "it is not a notebook: its name does not end in .ipynb";
        var isFolder = file.Name.EndsWith('/');
        var isBeside = !(isFolder && IsLesson(file.Title)) && file.Folder != ""
            && submissions.Exists(one => one.Name.StartsWith(file.Folder, StringComparison.Ordinal));
        var folders = isFolder ? [.. file.Folders, file.Title] : file.Folders;
        if (!isBeside && InLesson(folders) is { } place && !submissions.Exists(one => (one.Student, one.Assignment) == place))
            submissions.Add(
                new Submission(place.Student, place.Lesson, null,
                    $"no notebook was handed in ({file.Name}: {why})")
                { Name = file.Name });
        else
            left.Add(new LeftOut(file.Name, why, isBeside));
    }

    private (string Student, string Lesson)? InLesson(string[] folders) =>
        folders is [.., var student, var lesson] && _names.FirstOrDefault(each => Same(each, lesson)) is { } name
            ? (NotebookName.OfMoodle(student) ?? student, name)
            : null;

    private bool IsLesson(string folder) => _names.Any(name => Same(name, folder));

    private static bool Same(string name, string folder) => string.Equals(name, folder, StringComparison.OrdinalIgnoreCase);
}
