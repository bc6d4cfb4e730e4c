namespace Atelier.Grading.Collect;

/// <summary>Finds the folder whose entries are the students: below a top folder that only holds it all, as zips have.</summary>
/// <param name="candidates">all notebooks</param>
/// <param name="isLesson">whether a folder's name is a lesson's</param>
internal sealed class ClassFolder(IReadOnlyList<Candidate> candidates, Func<string, bool> isLesson)
{
    /// <summary>How many folders down it is.</summary>
    public int Depth()
    {
        for (var depth = 0; ; depth++)
        {
            if (candidates.Any(one => one.File.Folders.Length <= depth)) return depth; // notebooks lie here
            if (candidates.Select(one => one.File.Folders[depth]).Distinct().Take(2).ToList() is not [var only]
                || IsStudents(only, depth)) return depth;
        }
    }

    private static bool IsClass(IEnumerable<Candidate> lesson) =>
        lesson.All(one => one.Name.Who is not null) && lesson.DistinctBy(one => one.Name.Who).Count() > 1;

    // The one folder here is a lesson's, a single student's, or one around all of them.
    private bool IsStudents(string name, int depth)
    {
        if (isLesson(name) || NotebookName.OfMoodle(name) is not null) return true;
        var direct = candidates.Where(one => one.File.Folders.Length == depth + 1).ToList();
        if (direct.Count > 0) return direct.Exists(one => one.Name.Student is null);
        var lessons = candidates.Where(one => one.File.Folders.Length == depth + 2 && isLesson(one.File.Folders[depth + 1]))
            .ToList();
        return lessons.Count > 0 && !lessons.GroupBy(one => one.Lesson).Any(IsClass);
    }
}
