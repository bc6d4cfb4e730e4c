using System.Text;
using System.Text.Json;

namespace Atelier.Grading.Results;

/// <summary>Writes what the gradebook holds for people: <c>grades.csv</c>, and for each submission a page and a JSON file.</summary>
public static class GradeReport
{
    /// <summary>Writes all files.</summary>
    /// <param name="book">The gradebook.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(Gradebook book, string folder)
    {
        var grades = FinalGrade.All(book);
        Save(Path.Combine(folder, "grades.csv"), GradesCsv.Write(grades));
        foreach (var grade in grades)
        {
            var name = Path.Combine(folder, "feedback", FileName(grade.Grade.Student), FileName(grade.Grade.Assignment));
            Save(name + ".html", FeedbackPage.Write(grade));
            Save(name + ".json", JsonSerializer.Serialize(grade.Grade, Gradebook.Json));
        }
    }

    private static void Save(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", text, new UTF8Encoding(false));
        File.Move(file + ".new", file, overwrite: true);
    }

    // A student's id may hold what a file's name may not.
    private static string FileName(string id) =>
        id is "" or "." or ".." ? "_" : string.Concat(id.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '@' ? c : '_'));
}
