using System.Diagnostics;
using System.Globalization;

namespace Atelier.Engine.Running;

/// <summary>What a process and all that it started take.</summary>
/// <param name="Memory">resident memory, in bytes</param>
/// <param name="Processes">processes and their threads</param>
/// <param name="Processor">time on processors since they started, that of children that have ended included</param>
internal readonly record struct ProcessTree(long Memory, int Processes, TimeSpan Processor)
{
    private const int Enough = 2000; // more than any limit
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on; see proc(5)

    /// <summary>Measures it: from <c>/proc</c> where there is one, else the process alone. Nothing where it has ended.</summary>
    public static ProcessTree Measure(Process root)
    {
        try
        {
            if (Directory.Exists("/proc/self")) return Measure(root.Id);
            root.Refresh();
            return new ProcessTree(root.WorkingSet64, root.Threads.Count, root.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>
    /// Below a process, the one that has started no other: in a sandbox that has just begun, the program in it.
    /// </summary>
    public static int Innermost(int id) =>
        Directory.EnumerateDirectories($"/proc/{id}/task").SelectMany(Children).FirstOrDefault() is > 0 and var child
            ? Innermost(child)
            : id;

    // Processes end while they are looked at. Each counts by itself, so that one that comes and goes does not hide the others.
    private static ProcessTree Measure(int id)
    {
        var (memory, count, processor) = (0L, 0, TimeSpan.Zero);
        try
        {
            processor = ProcessorTime(id);
            memory = long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture)
                * Environment.SystemPageSize;
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{id}/task"))
            {
                if (++count > Enough) break;
                foreach (var child in Children(thread))
                {
                    var below = Measure(child);
                    (memory, count, processor) = (memory + below.Memory, count + below.Processes, processor + below.Processor);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended; what was counted so far stands.
        }

        return new ProcessTree(memory, count, processor);
    }

    // Behind the name, which is in brackets and can hold anything: utime, stime, cutime and cstime are the 12th to 15th field.
    private static TimeSpan ProcessorTime(int id)
    {
        var line = File.ReadAllText($"/proc/{id}/stat");
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(
            fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    private static IEnumerable<int> Children(string thread)
    {
        var file = Path.Combine(thread, "children");
        try
        {
            return [.. File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return []; // the thread has ended
        }
    }
}
