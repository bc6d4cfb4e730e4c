using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Grading.Results;

/// <summary>
/// The class as its learning-management system lists it: Canvas's gradebook, Moodle's grading worksheet or list of participants,
/// as CSV. It knows whose <c>lovelaceada_12345</c> or <c>Ada Lovelace_17</c> is, as the systems call students in the names of
/// files, and what their imports call them.
/// </summary>
public sealed partial class ClassList
{
    // The systems find a student by these, the surest first.
    private static readonly string[] s_ids = ["SIS Login ID", "Username", "Email address", "Email", "SIS User ID", "ID number",
        "Student", "Full name"];
    private static readonly string[] s_numbers = ["ID", "Identifier"];

    private readonly List<Dictionary<string, string>> _rows;

    private ClassList(List<Dictionary<string, string>> rows) => _rows = rows;

    /// <summary>The ids of all students.</summary>
    public IEnumerable<string> Ids => _rows.Select(Id);

    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidDataException">It has no column by which an import finds a student.</exception>
    public static ClassList Read(string file)
    {
        var lines = Csv.Read(File.ReadAllText(file));
        string[] heads = lines.Count > 0 ? [.. lines[0].Select(head => head.Trim())] : [];
        var rows = lines.Skip(1).Select(fields => Row(heads, fields)).Where(row => Id(row) is not ("" or "Points Possible"))
            .ToList();
        return heads.Any(head => s_ids.Contains(head, StringComparer.OrdinalIgnoreCase))
            ? new ClassList(rows)
            : throw new InvalidDataException($"{file} is no class list: it has none of the columns {string.Join(", ", s_ids)}");
    }

    /// <summary>A student's row, by the names of its columns; null where the list does not have exactly one.</summary>
    /// <param name="student">what the student is called in what was handed in, or the student's id</param>
    public IReadOnlyDictionary<string, string>? Find(string student)
    {
        var export = Export().Match(student);
        var number = export.Groups["user"].Value;
        return Only(row => s_ids.Any(head => Same(row.GetValueOrDefault(head), student)))
            ?? (export.Success ? Only(row => s_numbers.Any(head => Digits(row.GetValueOrDefault(head)) == number))
                ?? Only(row => Names(row).Contains(Letters(export.Groups["who"].Value))) : null)
            ?? Only(row => Names(row).Contains(Letters(student)));
    }

    /// <summary>What the imports call a student.</summary>
    public static string Id(IReadOnlyDictionary<string, string> row) => s_ids.Select(head => row.GetValueOrDefault(head, ""))
        .FirstOrDefault(id => id != "", "");

    /// <summary>Says whom the gradebook has and the list has not, and the other way round.</summary>
    /// <param name="students">those with a grade</param>
    /// <returns>a line for each, where there are any</returns>
    public IEnumerable<string> Differences(IEnumerable<string> students)
    {
        var found = students.Distinct().Select(student => (Student: student, Row: Find(student))).ToList();
        var unknown = string.Join(", ", found.Where(one => one.Row is null).Select(one => one.Student));
        var without = string.Join(", ", Ids.Except(found.Where(one => one.Row is not null).Select(one => Id(one.Row!))));
        if (unknown != "") yield return $"not in the class list, under the names that they have in the gradebook: {unknown}";
        if (without != "") yield return $"in the class list, with no grade: {without}";
    }

    private Dictionary<string, string>? Only(Func<Dictionary<string, string>, bool> isIt) =>
        _rows.Where(isIt).Take(2).ToList() is [var only] ? only : null;

    private static Dictionary<string, string> Row(string[] heads, string[] fields)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (head, field) in heads.Zip(fields)) row.TryAdd(head, field.Trim());
        if (row.GetValueOrDefault("First name") is { } first
            && (row.GetValueOrDefault("Surname") ?? row.GetValueOrDefault("Last name")) is { } last)
            row.TryAdd("Full name", $"{first} {last}");
        return row;
    }

    // Canvas writes "Lovelace, Ada" as lovelaceada.
    private static IEnumerable<string> Names(Dictionary<string, string> row) =>
        new[] { "Student", "Full name" }.Select(head => Letters(row.GetValueOrDefault(head, ""))).Where(name => name != "");

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetter)).ToLower(CultureInfo.InvariantCulture);

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    private static bool Same(string? one, string other) => !string.IsNullOrEmpty(one)
        && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<who>.+)_(?<user>\d+)$")]
    private static partial Regex Export();
}
