using System.Diagnostics;

namespace Atelier.Benchmarks;

/// <summary>
/// The engine's worker: from its start to the first result, a trivial cell, memory before torch, and whether a session of a
/// thousand cells stays quick. Needs what <c>./course</c> builds in lib/bin.
/// </summary>
internal static class EngineCells
{
    private const int Starts = 15, Cells = 200, ManyCells = 1000;

    public static void Run(string? variant)
    {
        var (bare, start) = MeasureStarts();
        Console.WriteLine($"Engine (medians; the ratio is to a bare start of .NET in the same run, {bare * 1000:n0} ms)");
        Tell("start to first result", start * 1000, "ms", "600", start / bare);

        using var worker = new EngineWorker();
        worker.Execute("1 + 1");
        var fresh = worker.Megabytes;
        var trivial = Benchmark.MedianSeconds(() => worker.Execute("1 + 1"), warmUp: 10, count: Cells);
        Tell("a trivial cell", trivial * 1000, "ms", "10", trivial / bare);
        Console.WriteLine(
            $"  memory before torch    {fresh,8:n1} MB after one cell, {worker.Megabytes:n1} after {Cells} (target 130)");

        var early = Time(worker, 0, ManyCells / 10);
        Time(worker, ManyCells / 10, ManyCells * 9 / 10);
        var late = Time(worker, ManyCells * 9 / 10, ManyCells);
        Console.WriteLine(
            $"  {ManyCells} cells that each declare a variable: the last tenth takes {late / early:f2} × the first; {worker.Megabytes:n1} MB");
    }

    private static (double Bare, double Start) MeasureStarts()
    {
        var (bare, starts) = (new List<double>(), new List<double>());
        for (var i = -1; i < Starts; i++)
        {
            var bareSeconds = EngineWorker.BareStart();
            var begun = Stopwatch.GetTimestamp();
            using var worker = new EngineWorker();
            worker.Execute("1 + 1");
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (i < 0) continue; // the files may not be in memory yet
            bare.Add(bareSeconds);
            starts.Add(seconds);
        }
        return (Benchmark.Median(bare), Benchmark.Median(starts));
    }

    private static double Time(EngineWorker worker, int from, int to)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = from; i < to; i++) worker.Execute($"var v{i} = {i} + {(i == 0 ? "0" : $"v{i - 1}")};");
        return Stopwatch.GetElapsedTime(begun).TotalSeconds / (to - from);
    }

    private static void Tell(string what, double value, string unit, string target, double ratio) =>
        Console.WriteLine($"  {what,-22} {value,8:n1} {unit} (target {target}), {ratio:f2} × bare");
}
