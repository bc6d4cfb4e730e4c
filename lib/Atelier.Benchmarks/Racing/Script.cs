using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Benchmarks;

/// <summary>A program that measures by itself, and writes what it found as JSON in its last line.</summary>
internal static class Script
{
    /// <summary>Runs it; what it says on the way is for people.</summary>
    /// <exception cref="NotMeasuredException">It failed; its last words say why.</exception>
    public static JsonElement Run(BenchRun run, string program, params string[] arguments)
    {
        var (last, words) = ("", "it ended without a word");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var stop = run.Cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            words = line.Data.Trim();
            run.Tick();
        };
        process.BeginErrorReadLine();
        while (process.StandardOutput.ReadLine() is { } line) last = line;
        process.WaitForExit();
        run.Cancellation.ThrowIfCancellationRequested();
        run.EndTicks();
        if (process.ExitCode != 0) throw new NotMeasuredException(words);
        using var found = JsonDocument.Parse(last);
        return found.RootElement.Clone();
    }
}
