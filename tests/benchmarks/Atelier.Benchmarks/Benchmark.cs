using System.Diagnostics;

namespace Atelier.Benchmarks;

/// <summary>
/// Runs benchmarks by name. A benchmark that compares process-wide settings runs each of its variants in a process of its own.
/// </summary>
internal static class Benchmark
{
    public static int RunNamed(string[] args, Dictionary<string, Action<string?>> benchmarks)
    {
        if (args.Length > 0 && !benchmarks.ContainsKey(args[0]))
        {
            Console.Error.WriteLine($"There is no benchmark {args[0]}; there are: {string.Join(", ", benchmarks.Keys)}");
            return 64;
        }

        foreach (var (_, run) in benchmarks.Where(b => args.Length == 0 || b.Key == args[0]))
            run(args.ElementAtOrDefault(1));

        return 0;
    }

    /// <summary>Runs one variant in a fresh process and reads the number that it prints last.</summary>
    public static double InOwnProcess(string name, string variant)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [name, variant]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>The median time of an action in seconds, after some untimed calls.</summary>
    public static double MedianSeconds(Action action, int warmUp, int count)
    {
        var seconds = new List<double>();
        for (var i = -warmUp; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            if (i >= 0)
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Median(seconds);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
