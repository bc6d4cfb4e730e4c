using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Lines between two markers, such as <c>// BEGIN SOLUTION</c> and <c>// END SOLUTION</c>.</summary>
/// <param name="name">what stands behind BEGIN and END</param>
internal sealed class Region(string name)
{
    private string Begin => $"BEGIN {name}";

    private string End => $"END {name}";

    /// <summary>Whether a text has any of the two markers.</summary>
    public bool IsIn(string text) => text.Contains(Begin, StringComparison.Ordinal)
        || text.Contains(End, StringComparison.Ordinal);

    /// <summary>The lines of a text that are in its regions.</summary>
    public string Inside(string text) => Part(text, inside: true);

    /// <summary>The lines of a text that are in none of its regions.</summary>
    public string Outside(string text) => Part(text, inside: false);

    /// <summary>Replaces each region of a cell, markers included.</summary>
    /// <param name="notebook">the notebook's name, for errors</param>
    /// <param name="cell">the cell</param>
    /// <param name="stub">what takes a region's place, indented as its first marker is; null for nothing</param>
    /// <exception cref="ReleaseException">The markers are nested or not in pairs.</exception>
    public void Replace(string notebook, NotebookCell cell, string? stub)
    {
        var kept = new List<string>();
        int? open = null;
        var lines = cell.Source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Contains(Begin, StringComparison.Ordinal))
            {
                if (open is not null) throw Fault(i, $"a second {Begin} before the {End} of line {open}");
                open = i + 1;
                if (stub is not null) kept.Add(Indentation(lines[i]) + stub);
            }
            else if (lines[i].Contains(End, StringComparison.Ordinal))
            {
                if (open is null) throw Fault(i, $"{End} without a {Begin}");
                open = null;
            }
            else if (open is null)
            {
                kept.Add(lines[i]);
            }
        }

        if (open is { } begin) throw Fault(begin - 1, $"{Begin} without an {End}");
        cell.Source = string.Join('\n', kept);

        ReleaseException Fault(int line, string what) => new(notebook, cell.Id, line + 1, what);
    }

    private string Part(string text, bool inside)
    {
        var (open, kept) = (false, new List<string>());
        foreach (var line in text.Split('\n'))
        {
            var isMarker = IsIn(line);
            if (isMarker) open = line.Contains(Begin, StringComparison.Ordinal);
            else if (open == inside) kept.Add(line);
        }

        return string.Join('\n', kept);
    }

    private static string Indentation(string line) => line[..^line.TrimStart().Length];
}
