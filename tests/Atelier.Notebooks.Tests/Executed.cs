using System.Diagnostics;

namespace Atelier.Notebooks.Tests;

/// <summary>All notebooks, run once at smoke scale by the command that students use.</summary>
public sealed class Executed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-notebooks-").FullName;

    /// <summary>What the two runs printed, for the message of a failed test.</summary>
    internal string Log { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Run(Notebook.InstructorFolder, "instructor");
        await Run(Notebook.Folder, "student");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Notebook Instructor(string name) => Open("instructor", name);

    internal Notebook Student(string name) => Open("student", name);

    private Notebook Open(string who, string name)
    {
        var path = Path.Combine(_folder, who, name);
        Assert.True(File.Exists(path), $"./course run left no {who}/{name}:\n{Log}");
        return Notebook.Read(path);
    }

    private async Task Run(string notebooks, string who)
    {
        var command = new ProcessStartInfo(Path.Combine(CoursePaths.Home, OperatingSystem.IsWindows() ? "course.cmd" : "course"))
        {
            WorkingDirectory = CoursePaths.Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] options = ["--scale", "smoke", "--keep-going", "--out", Path.Combine(_folder, who)];
        foreach (var argument in (string[])["run", .. Directory.GetFiles(notebooks, "*.ipynb"), .. options])
            command.ArgumentList.Add(argument);

        using var course = Process.Start(command)!;
        var output = course.StandardOutput.ReadToEndAsync();
        var errors = course.StandardError.ReadToEndAsync();
        await course.WaitForExitAsync();
        Log += $"{who}: exit code {course.ExitCode}\n{await output}\n{await errors}\n";
    }
}
