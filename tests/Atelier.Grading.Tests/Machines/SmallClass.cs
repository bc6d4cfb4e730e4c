using System.Diagnostics;
using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Machines;

/// <summary>
/// A course of one assignment and a class of five, graded by the <c>course</c> command that <c>./course</c> has built.
/// </summary>
public sealed class SmallClass : IDisposable
{
    private const string Threads = "throw new Exception(Environment.GetEnvironmentVariable(\"OMP_NUM_THREADS\"));";

    public SmallClass()
    {
        var program = Path.Combine(Course.Home, "lib", "bin", "course.dll");
        if (!File.Exists(program)) Assert.Skip($"{program} is missing: ./course builds it");
        Directory.CreateDirectory(Path.Combine(Home, "notebooks", "instructor"));
        Write(Path.Combine(Home, "notebooks", "instructor", "ps1.ipynb"), "int Twice(int n) => 2 * n;");
        foreach (var (student, code) in new[] { ("ada", "int Twice(int n) => 2 * n;"), ("bob", "int Twice(int n) => n;"),
            ("cyd", "int Twice("), ("dan", "int Twice(int n) => n + n;"), ("eve", $"int Twice(int n) {{ {Threads} }}") })
            Write(Path.Combine(Directory.CreateDirectory(Path.Combine(Submitted, student, "ps1")).FullName, "ps1.ipynb"), code);

        // What the scripts of environment/slurm call: the program, without a build.
        var course = Path.Combine(Home, "course");
        File.WriteAllText(course, $"#!/bin/sh\nATELIER_HOME='{Home}' exec dotnet '{program}' \"$@\"\n");
        Execute("chmod", "+x", course);
    }

    public string Home { get; } = Directory.CreateTempSubdirectory("small-class-").FullName;

    public string Submitted => Path.Combine(Home, "submitted");

    /// <summary>A folder for grades.</summary>
    public string Out(string name) => Path.Combine(Home, "grades", name);

    /// <summary>Runs <c>course</c>, and expects it to succeed.</summary>
    public string Run(params string[] arguments) => Execute(Path.Combine(Home, "course"), arguments);

    /// <summary>Runs a program, and expects it to succeed.</summary>
    public string Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ATELIER_HOME"] = Home, ["SBATCH_WAIT"] = "1", ["SBATCH_MEM_PER_CPU"] = "500M" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)) && process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)}: {output}{errors.Result}");
        return output;
    }

    /// <summary>The grades of a gradebook, without what differs from run to run.</summary>
    public static IReadOnlyList<(string Student, GradeOutcome Outcome, double Points)> Grades(string folder)
    {
        using var book = new Gradebook(folder);
        return [.. book.Grades.Select(grade => (grade.Student, grade.Cells[0].Outcome, grade.Points))];
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private static void Write(string file, string code)
    {
        using var notebook = new TestNotebook();
        File.Copy(notebook.Solution("twice", code).Test("twice-test", "Twice(21)", 2).Write(), file);
    }
}
