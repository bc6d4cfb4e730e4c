using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Results;

/// <summary>
/// Writes what the gradebook holds for people: <c>grades.csv</c>, <c>summary.html</c>, and for each submission a page and a JSON
/// file.
/// </summary>
public static class GradeReport
{
    private const int MostName = 60; // characters, of up to four bytes each: a file's name has 255

    /// <summary>Writes all files.</summary>
    /// <param name="book">the gradebook</param>
    /// <param name="folder">where to</param>
    public static void Write(Gradebook book, string folder)
    {
        var grades = FinalGrade.All(book);
        WholeFile.Write(Path.Combine(folder, "grades.csv"), GradesCsv.Write(grades));
        WholeFile.Write(Path.Combine(folder, "summary.html"), SummaryPage.Write(grades, book.LeftOut));
        foreach (var grade in grades)
        {
            var name = Path.Combine(folder, "feedback", FileName(grade.Grade.Student), FileName(grade.Grade.Assignment));
            WholeFile.Write(name + ".html", FeedbackPage.Write(grade));
            WholeFile.Write(name + ".json", JsonSerializer.Serialize(grade, Gradebook.Json));
        }
    }

    /// <summary>Writes the grades for a learning-management system, beside the gradebook.</summary>
    /// <param name="book">the gradebook</param>
    /// <param name="folder">where to</param>
    /// <param name="format"><c>canvas</c>, <c>moodle</c> or <c>gradescope</c></param>
    /// <param name="list">the class, or null</param>
    /// <returns>the file, or the folder of the files</returns>
    public static string Export(Gradebook book, string folder, string format, ClassList? list = null)
    {
        var grades = FinalGrade.All(book);
        if (format == "gradescope")
        {
            foreach (var grade in grades)
                WholeFile.Write(
                    Path.Combine(folder, format, FileName(grade.Grade.Student), FileName(grade.Grade.Assignment), "results.json"),
                    GradescopeResult.Write(grade));
            return Path.Combine(folder, format);
        }

        var file = Path.Combine(folder, $"{format}.csv");
        WholeFile.Write(file, format == "canvas" ? CanvasCsv.Write(grades, list) : MoodleCsv.Write(grades, list));
        return file;
    }

    // A student's id may hold what a file's name may not, and be longer; the hash keeps "a b" and "a_b" apart.
    private static string FileName(string id)
    {
        var name = string.Concat(id.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '@' ? c : '_'));
        if (name == id && id.Trim('.').Length > 0 && id.Length <= MostName) return name;
        return $"{(name.Length > MostName ? name[..MostName] : name).Trim('.')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8]}";
    }
}
