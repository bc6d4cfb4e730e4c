using System.Diagnostics;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Run;

/// <summary>A course of two small lessons, and what is handed in below it, for the <c>course</c> command as a whole.</summary>
public sealed class TwoLessons : IDisposable
{
    private static readonly string s_program = Path.Combine(Course.Home, "lib", "bin", "course.dll");

    public TwoLessons()
    {
        if (!File.Exists(s_program)) Assert.Skip($"{s_program} is missing: ./course builds it");
        foreach (var lesson in new[] { "01-twice", "02-thrice" })
            Write(Path.Combine("notebooks", "instructor", lesson + ".ipynb"), lesson, Right(lesson));
    }

    public string Home { get; } = Directory.CreateTempSubdirectory("two-lessons-").FullName;

    public string Out => Path.Combine(Home, "grades");

    public static string Right(string lesson) => lesson == "01-twice" ? "int F(int n) => 2 * n;" : "int G(int n) => 3 * n;";

    /// <summary>Writes a notebook of a lesson, with an answer in words, below the course's folder.</summary>
    public void Write(string file, string lesson, string code, string answer = "*Your answer:*")
    {
        var path = Path.Combine(Home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var notebook = new TestNotebook();
        var (id, test) = lesson == "01-twice" ? ("twice", "F(21)") : ("thrice", "G(21)");
        File.Copy(
            notebook.Solution(id, code).Test(id + "-test", test, 2)
                .Text(id + "-question", "**Question.** Why?", TestNotebook.Grade(id + "-question", locked: true))
                .Text(id + "-why", answer, TestNotebook.Grade(id + "-why", graded: true, solution: true, points: 2))
                .Text("scheme", "1 point for each reason.", null, "instructor").Write(),
            path, overwrite: true);
    }

    /// <summary>Runs <c>course</c> in a folder, as the course that <paramref name="home"/> leads to.</summary>
    public (int Code, string Said) RunIn(string folder, string home, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [s_program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ATELIER_HOME"] = home },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said + errors.Result);
    }

    public (int Code, string Said) Run(params string[] arguments) => RunIn(Home, Home, arguments);

    /// <summary>Each grade as <c>student lesson points</c>.</summary>
    public string[] Grades()
    {
        using var book = new Gradebook(Out);
        return [.. book.Grades.Select(grade => $"{grade.Student} {grade.Assignment[..2]} {grade.Points}")];
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
