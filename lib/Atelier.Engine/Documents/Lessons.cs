namespace Atelier.Engine.Documents;

/// <summary>Finds notebooks by what a person calls them.</summary>
public static class Lessons
{
    /// <summary>The files to run: all lessons in order, or those that are named.</summary>
    /// <param name="home">the course's folder</param>
    /// <param name="names">files, folders, lessons (<c>03-dcgan-on-mnist</c>) or their numbers (<c>03</c>, <c>3</c>)</param>
    /// <exception cref="FileNotFoundException">A name fits nothing; the message says what there is.</exception>
    public static IReadOnlyList<string> Find(string home, IReadOnlyList<string> names)
    {
        var folder = Path.Combine(home, "notebooks", "instructor");
        string[] lessons = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)]
            : [];
        if (names.Count > 0) return [.. names.SelectMany(name => Directory.Exists(name) ? In(name) : [Find(lessons, name)])];
        return lessons.Length > 0 ? lessons : throw new FileNotFoundException($"there are no notebooks in {folder}");
    }

    /// <summary>The name of the first notebook in a folder that begins so; null where none does.</summary>
    public static string? Beginning(string folder, string name) =>
        Directory.EnumerateFiles(folder, "*.ipynb").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)
            .FirstOrDefault(file => file.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static string[] In(string folder)
    {
        string[] notebooks = [.. Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)];
        return notebooks.Length > 0
            ? notebooks
            : throw new FileNotFoundException($"there are no notebooks (*.ipynb) in {folder}");
    }

    private static string Find(string[] lessons, string name)
    {
        if (File.Exists(name)) return name;
        return lessons.FirstOrDefault(lesson => Path.GetFileNameWithoutExtension(lesson) is var title
                && (title == name || title.StartsWith(name.PadLeft(2, '0') + "-", StringComparison.Ordinal)))
            ?? throw new FileNotFoundException(
                $"there is no notebook {name}; the lessons are {string.Join(", ", lessons.Select(Path.GetFileNameWithoutExtension))}");
    }
}
