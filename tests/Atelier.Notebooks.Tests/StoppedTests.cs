using System.Diagnostics;

namespace Atelier.Notebooks.Tests;

/// <summary>Ctrl-C at the terminal, or its like: long work ends at once, with a line that says so.</summary>
public sealed class StoppedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-stopped-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Long_work_is_stopped_in_a_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kill sends the signal");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(CoursePaths.Home, "lib", "bin", "course.dll"), "make", "painting",
                "--side", "256", "--steps", "1000000", "--out", _folder,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var course = Process.Start(start)!;
        var errors = course.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await course.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.StartsWith("| painting |", StringComparison.Ordinal))
        {
        }

        Process.Start("kill", ["-TERM", $"{course.Id}"]).Dispose(); // shells hide -INT from what runs in their background
        await course.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await course.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await errors;
        Assert.Equal(130, course.ExitCode);
        Assert.Contains("course make: stopped", said);
        Assert.DoesNotContain("   at ", said);
    }
}
