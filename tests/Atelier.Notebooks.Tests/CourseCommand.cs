using System.Diagnostics;

namespace Atelier.Notebooks.Tests;

/// <summary><c>course</c> as a program of its own.</summary>
internal static class CourseCommand
{
    /// <summary>Runs it in a folder.</summary>
    /// <param name="folder">where relative paths begin</param>
    /// <param name="arguments">as typed</param>
    /// <returns>the exit code, and all that it printed</returns>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments) =>
        Run(folder, Path.Combine(CoursePaths.Home, OperatingSystem.IsWindows() ? "course.cmd" : "course"), arguments);

    /// <summary>Runs what is built of it, without asking whether it is up to date.</summary>
    /// <param name="folder">where relative paths begin</param>
    /// <param name="home">the course's folder</param>
    /// <param name="arguments">as typed</param>
    public static (int ExitCode, string Output) RunBuilt(string folder, string home, params string[] arguments) =>
        RunBuilt(folder, home, ("ATELIER_WEIGHTS", ""), arguments);

    /// <summary>The same, with a variable of the environment.</summary>
    public static (int ExitCode, string Output) RunBuilt(
        string folder, string home, (string Name, string Value) variable, params string[] arguments) => Run(
        folder, "dotnet", [Path.Combine(CoursePaths.Home, "lib", "bin", "course.dll"), .. arguments],
        ("ATELIER_HOME", home), variable);

    private static (int ExitCode, string Output) Run(
        string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var course = Process.Start(start)!;
        var errors = course.StandardError.ReadToEndAsync();
        var output = course.StandardOutput.ReadToEnd();
        course.WaitForExit();
        return (course.ExitCode, output + errors.Result);
    }
}
