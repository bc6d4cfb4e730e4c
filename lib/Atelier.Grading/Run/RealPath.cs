namespace Atelier.Grading.Run;

/// <summary>Paths without symbolic links: a sandbox that hides and shows folders needs to know where they are.</summary>
public static class RealPath
{
    private const int MostLinks = 40; // as Linux

    /// <summary>The full path with each link in it followed; what does not exist keeps its name.</summary>
    public static string Of(string path)
    {
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        var parts = new Stack<string>(Split(Path.GetFullPath(path)[real.Length..]));
        for (var links = 0; parts.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            if (Target(next) is not { } target || ++links > MostLinks)
            {
                real = next;
                continue;
            }

            var full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (var each in Split(full[real.Length..])) parts.Push(each);
        }

        return real;
    }

    private static IEnumerable<string> Split(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
