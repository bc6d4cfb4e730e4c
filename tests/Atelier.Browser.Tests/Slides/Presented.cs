using System.Diagnostics;
using System.Text.RegularExpressions;
using Atelier.Browser.Tests.Support;

namespace Atelier.Browser.Tests.Slides;

/// <summary>A lesson, run at smoke scale and shown by <c>course present</c>.</summary>
public sealed partial class Presented : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-present").FullName;
    private readonly Lazy<string> _site;
    private readonly string _number;
    private Process? _server;

    /// <summary>Lesson 01.</summary>
    public Presented() : this("01")
    {
    }

    internal Presented(string number)
    {
        Programs.Need(jupyter: false);
        (_number, _site) = (number, new(Publish));
        Do("present", number, "--out", Run, "--static", _folder);
    }

    /// <summary>The page as a file.</summary>
    public string Page => Directory.GetFiles(_folder, "*.html").Single();

    /// <summary>The run that was made for it.</summary>
    public string Executed => Directory.GetFiles(Run, "*.ipynb").Single();

    /// <summary>The folder of the site that is made of the same run.</summary>
    public string Site => _site.Value;

    private string Run => Path.Combine(_folder, "out");

    /// <summary>Serves it from the same run.</summary>
    /// <returns>the address</returns>
    public async Task<string> ServeAsync(int port)
    {
        _server = Start("present", _number, "--out", Run, "--port", $"{port}");
        while (await _server.StandardOutput.ReadLineAsync() is { } line)
            if (Address().Match(line) is { Success: true } address)
                return address.Value;
        throw new InvalidOperationException($"course present told no address: {await _server.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (_server is { HasExited: false })
        {
            Process.Start("kill", ["-TERM", $"{_server.Id}"]).Dispose(); // shells hide -INT from what runs in their background
            if (!_server.WaitForExit(TimeSpan.FromSeconds(30))) _server.Kill(entireProcessTree: true);
        }

        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Publish()
    {
        var folder = Path.Combine(_folder, "site");
        Do("publish", folder, "--out", Run); // it fails where a link leads nowhere
        return folder;
    }

    private static void Do(params string[] arguments)
    {
        using var course = Start(arguments);
        var said = course.StandardOutput.ReadToEndAsync();
        var errors = course.StandardError.ReadToEnd();
        course.WaitForExit();
        if (course.ExitCode != 0)
            throw new InvalidOperationException($"course {arguments[0]} failed: {said.Result}{errors}");
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Programs.Course, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ATELIER_HOME"] = Programs.Home, ["ATELIER_SCALE"] = "smoke" },
        })!;

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
