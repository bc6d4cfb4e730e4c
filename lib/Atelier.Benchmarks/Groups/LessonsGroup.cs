using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Benchmarks;

/// <summary>
/// All lessons from start to end: the whole run beside the sum of its lessons, and two side by side beside one by one.
/// </summary>
internal static class LessonsGroup
{
    // What a person waits for, from a clone to the page, without the build.
    private static readonly (string Scale, double Seconds)[] s_limits = [("smoke", 240), ("lecture", 900)];

    public static IEnumerable<Measurement> Measure(BenchRun run) =>
        s_limits.Take(run.Full ? 2 : 1).SelectMany(limit => At(run, limit.Scale, limit.Seconds));

    private static IReadOnlyList<Measurement> At(BenchRun run, string scale, double limit)
    {
        var what = $"all lessons, {scale}";
        try
        {
            var (single, sum) = Lessons(run, scale, jobs: 1);
            var (pair, _) = Lessons(run, scale, jobs: 2);
            return
            [
                Measurement.Of(what, "s", ("one by one", single), ("the sum of the lessons", sum), Goal.Within(limit)),
                Measurement.Of(what, "s", ("--jobs 2", pair), ("one by one", single), Goal.AtMost(1)),
            ];
        }
        catch (NotMeasuredException reason)
        {
            return [new Measurement(what, "one by one", "the sum of the lessons") { Missing = reason.Message }];
        }
    }

    private static (double Whole, double Sum) Lessons(BenchRun run, string scale, int jobs)
    {
        run.Tell($"all lessons, {scale}, --jobs {jobs}");
        var folder = Directory.CreateTempSubdirectory("bench-");
        try
        {
            var report = Path.Combine(folder.FullName, "report.json");
            var start = Stopwatch.GetTimestamp();
            Course(run, ["run", "--scale", scale, "--jobs", $"{jobs}", "--out", folder.FullName, "--json", report]);
            var whole = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var results = JsonDocument.Parse(File.ReadAllText(report));
            var lessons = results.RootElement.GetProperty("notebooks").EnumerateArray();
            return (whole, lessons.Sum(lesson => lesson.GetProperty("seconds").GetDouble()));
        }
        finally
        {
            folder.Delete(recursive: true);
            run.EndTicks();
        }
    }

    private static void Course(BenchRun run, string[] arguments)
    {
        string[] words = [Environment.GetCommandLineArgs()[0], .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true })!;
        using var stop = run.Cancellation.Register(() => process.Kill(entireProcessTree: true));
        while (process.StandardOutput.ReadLine() is not null) run.Tick();
        process.WaitForExit();
        run.Cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new NotMeasuredException($"a lesson failed: ./course {string.Join(' ', arguments[..3])} tells which");
    }
}
