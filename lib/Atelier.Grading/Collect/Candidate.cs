using Atelier.Grading.Grade;

namespace Atelier.Grading.Collect;

/// <summary>A notebook that may be a student's submission.</summary>
/// <param name="File">the file</param>
/// <param name="Name">what its name tells</param>
/// <param name="Folder">the lesson that a folder around it names, or null</param>
/// <param name="Content">the lesson whose cells it holds, or null</param>
internal sealed record Candidate(HandedInFile File, NotebookName Name, string? Folder, string? Content)
{
    /// <summary>
    /// The lesson that it is: what is in it counts more than what it is called, and that more than where it lies.
    /// </summary>
    public string? Lesson => Content ?? Name.Lesson ?? Folder;

    /// <summary>
    /// Of two notebooks of one student and lesson, the greater counts: the one under the lesson's own name, the later one.
    /// </summary>
    public (bool Named, bool InPlace, long Upload, int Attempt) Rank =>
        (Name.Lesson == Lesson, Folder is null || Folder == Lesson, Name.Upload, Name.Attempt);

    /// <summary>What to say where it was handed in as another lesson than it is; null where all agrees.</summary>
    public string? Note =>
        (Folder ?? Name.Lesson) is { } said && said != Lesson ? $"handed in as {said}, and graded as {Lesson}, whose cells it has"
            : Name.Lesson is { } named && named != Lesson ? $"its name says {named}, and its cells are those of {Lesson}" : null;

    /// <summary>The submission that it is.</summary>
    public Submission As(string student, DateTimeOffset? time) =>
        new(student, Lesson!, File.Problem is null ? File.File : null, File.Problem, time)
        {
            Name = File.Name,
            Notes = Note is { } note ? [note] : [],
        };
}
