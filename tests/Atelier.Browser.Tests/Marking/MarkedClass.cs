using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Browser.Tests.Support;

namespace Atelier.Browser.Tests.Marking;

/// <summary>A class of three that has answered two questions, graded, and <c>course gradebook mark</c> over it.</summary>
internal sealed partial class MarkedClass : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("marked-class-").FullName;
    private Process? _serving;

    public static async Task<(MarkedClass Class, string Address)> OpenAsync(params string[] options)
    {
        Programs.Need(jupyter: false);
        var marked = new MarkedClass();
        Write(Path.Combine(marked._home, "notebooks", "instructor", "01-games.ipynb"), "*Your answer:*", "*Your answer:*",
            notes: true);
        Write(Path.Combine(marked._home, "submitted", "ada", "01-games", "01-games.ipynb"),
            "*Your answer:*\n\nBecause $D$ sees one point at a time.\n\nIt never sees the set <script>document.title = 'bad'</script>", "Two.");
        Write(Path.Combine(marked._home, "submitted", "bob", "01-games", "01-games.ipynb"), "*Your answer:*",
            "One, I think: the other is the same.");
        Write(Path.Combine(marked._home, "submitted", "cyd", "01-games", "01-games.ipynb"),
            string.Join(' ', Enumerable.Repeat("A long answer that says the same thing again.", 12)), "*Your answer:*");
        using (var grading = marked.Start("grade", "submitted", "--out", "grades")) await grading.WaitForExitAsync();
        marked._serving = marked.Start(["gradebook", "mark", "grades", .. options]);
        var line = await marked._serving.StandardOutput.ReadLineAsync();
        return (marked, Address().Match(line ?? "").Value);
    }

    /// <summary>
    /// The marks in the gradebook: <c>student cell points comment</c>, read by another program while the page is open.
    /// </summary>
    public string Marks()
    {
        using var python = Process.Start(new ProcessStartInfo(
            "python3", ["-c",
                "import sqlite3, sys; print(*['%s %s %s %s' % row for row in sqlite3.connect(sys.argv[1]).execute('select student, cell, points, comment from manual order by student, cell')], sep='\\n')", Path.Combine(_home, "grades", "gradebook.db")])
        { RedirectStandardOutput = true })!;
        return python.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>Stops it as Ctrl-C does.</summary>
    /// <returns>The table of grades that it has written.</returns>
    public async Task<string> StopAsync()
    {
        Process.Start("kill", ["-INT", $"{_serving!.Id}"]).Dispose();
        await _serving.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return await File.ReadAllTextAsync(Path.Combine(_home, "grades", "grades.csv"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving is { HasExited: false }) await StopAsync();
        _serving?.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Programs.Course, .. arguments])
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            Environment = { ["ATELIER_HOME"] = _home },
        })!;

    private static void Write(string path, string first, string second, bool notes = false)
    {
        var cells = new JsonArray
        {
            Cell("code", "var one = 1;"),
            Cell("markdown",
                "**Question A (2 points).** In the collapse each single point of $G$ is fine. Why does $D$ not stop it?",
                Grade("collapse-question", locked: true)),
            Cell("markdown", first, Grade("collapse", 2)),
            Cell("markdown", "**Question B (1 point).** How many equilibria are there?",
                Grade("how-many-question", locked: true)),
            Cell("markdown", second, Grade("how-many", 1)),
        };
        if (notes) cells.Insert(
            3, Cell("markdown",
                "**For the instructor.** 1 point: $D$ judges each point by itself. 1 point: it never sees the set.", null,
                "instructor"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(
            path, new JsonObject
            {
                ["cells"] = cells,
                ["metadata"] = new JsonObject(),
                ["nbformat"] = 4,
                ["nbformat_minor"] =
                4
            }.ToJsonString());
    }

    private static JsonObject Cell(string type, string source, JsonObject? grade = null, string? tag = null)
    {
        var metadata = new JsonObject();
        if (grade is not null) metadata["nbgrader"] = grade;
        if (tag is not null) metadata["tags"] = new JsonArray(tag);
        var cell = new JsonObject { ["cell_type"] = type, ["metadata"] = metadata, ["source"] = source };
        if (type == "code") (cell["execution_count"], cell["outputs"]) = (null, new JsonArray());
        return cell;
    }

    private static JsonObject Grade(string id, int points = 0, bool locked = false)
    {
        var grade =
            new JsonObject
            {
                ["grade"] = points > 0,
                ["grade_id"] = id,
                ["locked"] = locked,
                ["schema_version"] = 3,
                ["solution"] = points > 0,
                ["task"] = false
            };
        if (points > 0) grade["points"] = points;
        return grade;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/$")]
    private static partial Regex Address();
}
