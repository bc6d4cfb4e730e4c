using System.Diagnostics;
using Atelier.Engine.Running;

namespace Atelier.Grading.Grade;

/// <summary>
/// Starts one worker as a student's is started, before any is graded: where that fails it would fail for all of them.
/// </summary>
public static class SandboxTrial
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private const int MostSaid = 500;

    /// <summary>Tries it.</summary>
    /// <param name="settings">how submissions are graded</param>
    /// <exception cref="SandboxException">No worker becomes ready.</exception>
    public static async Task RunAsync(GradeSettings settings)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(settings.Scratch, $"grading-{Guid.NewGuid():N}")).FullName;
        try
        {
            var start = settings.Sandbox.Start(scratch, settings.Environment);
            using var runner = new PlanRunner(start, settings.Limits, settings.Seed);
            if (await runner.StartsAsync(s_patience).ConfigureAwait(false)) return;
            throw new SandboxException($"no worker starts in the sandbox, so nothing was graded. It said: {Said(start)}");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // The worker's program once more, for what the sandbox and .NET say of it.
    private static string Said(WorkerSettings start)
    {
        string[] command = [.. start.Wrapper, DotNet.Program, Path.Combine(AppContext.BaseDirectory, "Atelier.Engine.dll")];
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginOutputReadLine();
        var said = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience)) process.Kill(entireProcessTree: true);
        var text = said.Result.Trim().ReplaceLineEndings(" ");
        return text == "" ? $"nothing (exit code {process.ExitCode})" : text[..Math.Min(MostSaid, text.Length)];
    }
}
