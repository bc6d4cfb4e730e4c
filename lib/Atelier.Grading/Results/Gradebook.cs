using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;
using Microsoft.Data.Sqlite;

namespace Atelier.Grading.Results;

/// <summary>
/// The grades, in a file <c>gradebook.db</c> (SQLite with a write-ahead log): each submission is one transaction, so that a run
/// that is killed loses the submission it was at and nothing else. Points that a person gave are a table of their own, which
/// grading again does not touch.
/// </summary>
public sealed class Gradebook : IDisposable
{
    /// <summary>How grades are written as JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly SqliteConnection _connection;

    /// <summary>Opens a gradebook, or makes one.</summary>
    /// <param name="folder">the folder of <c>gradebook.db</c></param>
    public Gradebook(string folder)
    {
        Directory.CreateDirectory(folder);
        _connection =
            new SqliteConnection($"Data Source={Path.Combine(folder, "gradebook.db")};Default Timeout=30;Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
        Execute("""
            CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS submission (student TEXT, assignment TEXT, grade TEXT NOT NULL, PRIMARY KEY (student, assignment));
            CREATE TABLE IF NOT EXISTS manual (student TEXT, assignment TEXT, cell TEXT, points REAL, comment TEXT NOT NULL, PRIMARY KEY (student, assignment, cell));
            CREATE TABLE IF NOT EXISTS left_out (source TEXT, name TEXT, why TEXT NOT NULL, expected INTEGER NOT NULL, PRIMARY KEY (source, name));
            CREATE TABLE IF NOT EXISTS due (assignment TEXT PRIMARY KEY, due TEXT NOT NULL, per_day REAL NOT NULL);
            """);
    }

    /// <summary>
    /// The seed that this gradebook's submissions are graded with: drawn once, so that a resumed run gives the same grades.
    /// </summary>
    public int Seed
    {
        get
        {
            Execute("INSERT OR IGNORE INTO setting VALUES ('seed', $seed)",
                ("$seed", Random.Shared.Next(1, int.MaxValue).ToString()));
            return int.Parse((string)Query("SELECT value FROM setting WHERE name = 'seed'", row => row.GetString(0)).Single());
        }
    }

    /// <summary>All grades, by student and assignment.</summary>
    public IReadOnlyList<SubmissionGrade> Grades => Query(
        "SELECT grade FROM submission ORDER BY student, assignment",
        row => JsonSerializer.Deserialize<SubmissionGrade>(row.GetString(0), Json)!);

    /// <summary>All points and comments that a person gave.</summary>
    public IReadOnlyList<ManualGrade> Manual => Query(
        "SELECT student, assignment, cell, points, comment FROM manual ORDER BY student, assignment, cell",
        row => new ManualGrade(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetDouble(3),
            row.GetString(4)));

    /// <summary>When assignments have to be handed in.</summary>
    public IReadOnlyList<DueDate> DueDates => Query(
        "SELECT assignment, due, per_day FROM due ORDER BY assignment",
        row => new DueDate(row.GetString(0), DateTimeOffset.Parse(row.GetString(1), CultureInfo.InvariantCulture),
            row.GetDouble(2)));

    /// <summary>What was handed in and is no submission, of all sources.</summary>
    public IReadOnlyList<LeftOut> LeftOut => [.. Sources.SelectMany(LeftOutOf)];

    private List<string> Sources => Query("SELECT DISTINCT source FROM left_out ORDER BY source", row => row.GetString(0));

    /// <summary>Whether a submission has its grade.</summary>
    public bool Has(string student, string assignment) => Query(
        "SELECT 1 FROM submission WHERE student = $student AND assignment = $assignment", row => row.GetInt32(0),
        ("$student", student), ("$assignment", assignment)).Count > 0;

    /// <summary>Writes a grade, in the place of an earlier one.</summary>
    public void Put(SubmissionGrade grade) => Execute(
        "INSERT OR REPLACE INTO submission VALUES ($student, $assignment, $grade)",
        ("$student", grade.Student), ("$assignment", grade.Assignment), ("$grade", JsonSerializer.Serialize(grade, Json)));

    /// <summary>Writes points and a comment that a person gave.</summary>
    public void Put(ManualGrade manual) => Execute(
        "INSERT OR REPLACE INTO manual VALUES ($student, $assignment, $cell, $points, $comment)",
        ("$student", manual.Student), ("$assignment", manual.Assignment), ("$cell", manual.Cell), ("$points", manual.Points),
        ("$comment", manual.Comment));

    /// <summary>Writes when an assignment has to be handed in.</summary>
    public void Put(DueDate due) => Execute(
        "INSERT OR REPLACE INTO due VALUES ($assignment, $due, $perDay)",
        ("$assignment", due.Assignment), ("$due", due.Due.ToString("O", CultureInfo.InvariantCulture)), ("$perDay", due.PerDay));

    /// <summary>Writes what of a folder or zip is no submission, in the place of what was written of it before.</summary>
    public void PutLeftOut(string source, IReadOnlyList<LeftOut> all)
    {
        using var transaction = _connection.BeginTransaction();
        Execute("DELETE FROM left_out WHERE source = $source", ("$source", source));
        foreach (var one in all)
            Execute("INSERT OR REPLACE INTO left_out VALUES ($source, $name, $why, $expected)",
                ("$source", source), ("$name", one.Name), ("$why", one.Why), ("$expected", one.IsExpected));

        transaction.Commit();
    }

    /// <summary>Takes over the grades of another gradebook, of another slice of the submissions.</summary>
    /// <param name="folder">the other gradebook's folder</param>
    public void Merge(string folder)
    {
        using var other = new Gradebook(folder);
        foreach (var grade in other.Grades) Put(grade);
        foreach (var manual in other.Manual) Put(manual);
        foreach (var due in other.DueDates) Put(due);
        foreach (var source in other.Sources) PutLeftOut(source, other.LeftOutOf(source));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    private List<LeftOut> LeftOutOf(string source) => Query(
        "SELECT name, why, expected FROM left_out WHERE source = $source ORDER BY name",
        row => new LeftOut(row.GetString(0), row.GetString(1), row.GetBoolean(2)), ("$source", source));

    private void Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read()) found.Add(read(rows));
        return found;
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the text is this file's own; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
