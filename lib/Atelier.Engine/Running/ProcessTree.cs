using System.Diagnostics;
using System.Globalization;

namespace Atelier.Engine.Running;

/// <summary>What a process and all that it started take.</summary>
/// <param name="Memory">Resident memory, in bytes.</param>
/// <param name="Processes">Processes and their threads.</param>
internal readonly record struct ProcessTree(long Memory, int Processes)
{
    /// <summary>Measures it: from <c>/proc</c> where there is one, else the process alone. Nothing where it has ended.</summary>
    public static ProcessTree Measure(Process root)
    {
        try
        {
            if (Directory.Exists("/proc/self")) return Measure(root.Id);
            root.Refresh();
            return new ProcessTree(root.WorkingSet64, root.Threads.Count);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static ProcessTree Measure(int id)
    {
        var status = $"/proc/{id}/statm";
        if (!File.Exists(status)) return default;
        var resident = long.Parse(File.ReadAllText(status).Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        var (memory, count) = (resident, 0);
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{id}/task"))
        {
            count++;
            if (count > 2000) break;
            foreach (var child in Children(thread))
            {
                var below = Measure(child);
                (memory, count) = (memory + below.Memory, count + below.Processes);
            }
        }

        return new ProcessTree(memory, count);
    }

    private static IEnumerable<int> Children(string thread)
    {
        var file = Path.Combine(thread, "children");
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            : [];
    }
}
