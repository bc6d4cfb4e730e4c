using System.Diagnostics;

namespace Atelier.Notebooks.Tests;

/// <summary>What <c>./course run --scale smoke</c>, the command that students use, left of the notebooks of a folder.</summary>
internal sealed record SmokeRun(string Out, string Log)
{
    public static async Task<SmokeRun> Of(string notebooks, string folder)
    {
        var command = new ProcessStartInfo(Path.Combine(CoursePaths.Home, OperatingSystem.IsWindows() ? "course.cmd" : "course"))
        {
            WorkingDirectory = CoursePaths.Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] options = ["--scale", "smoke", "--keep-going", "--out", folder];
        foreach (var argument in (string[])["run", .. Directory.GetFiles(notebooks, "*.ipynb"), .. options])
            command.ArgumentList.Add(argument);

        using var course = Process.Start(command)!;
        var output = course.StandardOutput.ReadToEndAsync();
        var errors = course.StandardError.ReadToEndAsync();
        await course.WaitForExitAsync();
        return new SmokeRun(folder, $"exit code {course.ExitCode}\n{await output}\n{await errors}\n");
    }

    public Notebook Open(string name)
    {
        var path = Path.Combine(Out, name);
        Assert.True(File.Exists(path), $"./course run left no {path}:\n{Log}");
        return Notebook.Read(path);
    }
}
