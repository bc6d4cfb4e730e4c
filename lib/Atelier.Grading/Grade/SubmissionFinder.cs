namespace Atelier.Grading.Grade;

/// <summary>
/// Finds what was handed in: nbgrader's folders (<c>student/assignment/*.ipynb</c>, also below <c>submitted/</c>), or notebooks side by side whose
/// names end in the assignment's (<c>ada_01-the-minimax-game.ipynb</c>), as learning-management systems export them.
/// </summary>
/// <param name="assignments">The names of the assignments.</param>
public sealed class SubmissionFinder(IReadOnlyList<string> assignments)
{
    /// <summary>The submissions below a folder, by student and assignment.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IReadOnlyList<Submission> Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"there is no folder or zip file {folder}");
        var root = Path.Combine(folder, "submitted") is var submitted && Directory.Exists(submitted) ? submitted : folder;
        var loose = Directory.GetFiles(root, "*.ipynb").Select(file => Flat(file));
        var foldered = Directory.GetDirectories(root).SelectMany(student => Directory.GetDirectories(student).SelectMany(InFolder));
        return
        [
            .. loose.Concat(foldered).GroupBy(one => (one.Student, one.Assignment)).Select(One)
                .OrderBy(one => one.Student, StringComparer.Ordinal).ThenBy(one => one.Assignment, StringComparer.Ordinal),
        ];
    }

    // Two files under one name: nobody but a person knows whose and which one counts.
    private static Submission One(IEnumerable<Submission> same) => same.ToList() is [var first, var second, ..]
        ? first with { Path = null, Problem = $"handed in more than once, as {Path.GetFileName(first.Path)} and {Path.GetFileName(second.Path)}: leave one of them" }
        : same.Single();

    private Submission Flat(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var assignment = assignments.FirstOrDefault(each => name.EndsWith(each, StringComparison.Ordinal));
        return assignment is null
            ? new Submission(name, "", null, $"{Path.GetFileName(file)}: its name ends in no assignment's ({string.Join(", ", assignments)})")
            : Checked(name[..^assignment.Length].TrimEnd('_', '-', ' ', '.') is { Length: > 0 } student ? student : "unnamed", assignment, file);
    }

    private IEnumerable<Submission> InFolder(string folder)
    {
        var (student, name) = (Path.GetFileName(Path.GetDirectoryName(folder)!), Path.GetFileName(folder));
        var files = Directory.GetFiles(folder, "*.ipynb");
        var wanted = assignments.Where(each => each == name || files.Any(file => Path.GetFileNameWithoutExtension(file) == each)).ToList();
        if (wanted.Count == 0) yield return new Submission(student, name, null, $"there is no assignment {name}");
        var isLink = new[] { folder, Path.GetDirectoryName(folder)! }.Any(each => new DirectoryInfo(each).LinkTarget is not null);
        foreach (var assignment in wanted)
        {
            var file = files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == assignment) ?? (files.Length == 1 ? files[0] : null);
            if (isLink)
            {
                yield return new Submission(student, assignment, null, "the folder is a link");
                continue;
            }

            var one = file is null ? new Submission(student, assignment, null, "no notebook was handed in") : Checked(student, assignment, file);
            yield return one with { Submitted = SubmissionTime.Of(folder) };
        }
    }

    private static Submission Checked(string student, string assignment, string file) => new FileInfo(file) switch
    {
        { LinkTarget: not null } => new Submission(student, assignment, null, "the file is a link and not a notebook"),
        { Length: 0 } => new Submission(student, assignment, null, "the file is empty"), // so are pipes and devices, which would never end
        { Length: > MostBytes } => new Submission(student, assignment, null, $"the file is larger than {MostBytes >> 20} MB: outputs have to be cleared"),
        _ => new Submission(student, assignment, file),
    };

    private const long MostBytes = 100 << 20;
}
