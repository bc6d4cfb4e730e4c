using System.Diagnostics;
using System.Text.Json.Nodes;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>Submissions whose file is the attack. Each ends with a grade, at once.</summary>
public sealed class HostileFileTests : GradingTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hostile-").FullName;

    public static TheoryData<string, string> Files => new()
    {
        { "nested without end", Nested(100_000, "") },
        { "deep and wide: indented, it would be a hundred times as large", Nested(
            150, string.Join(',', Enumerable.Repeat("1", 5_000_000))) },
        { "millions of empty lists", "{\"nbformat\":4,\"cells\":[" + string.Join(',', Enumerable.Repeat("[]", 2_000_000))
            + "]}" },
        { "a key twice", "{\"nbformat\":4,\"nbformat\":4,\"cells\":[],\"cells\":[]}" },
        { "text that is no Unicode", "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\\ud800\"}]}" },
        { "a number too large", "{\"nbformat\":1e999,\"cells\":[]}" },
        { "cells that are no cells", "{\"nbformat\":4,\"cells\":[1,null,[]]}" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task What_is_no_notebook_is_said_to_be_none(string what, string text)
    {
        var started = Stopwatch.GetTimestamp();
        var grade = await GradeFile(text);
        Assert.True(grade is { Points: 0, Problem.Length: < 400 }
            && !grade.Problem.Contains("could not deal", StringComparison.Ordinal), $"{what}: {grade.Problem}");
        // a second or two, and more where much else goes on
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("metadata", "[]")]
    [InlineData("metadata", "7")]
    [InlineData("metadata", """{"nbgrader":"squares","tags":7}""")]
    [InlineData("metadata", """{"nbgrader":{"grade_id":["squares"],"points":{"a":1}},"tags":[null,{}]}""")]
    [InlineData("source", "7")]
    [InlineData("source", "[null, 7, {}]")]
    [InlineData("cell_type", "[]")]
    [InlineData("id", "{}")]
    [InlineData("outputs", "null")]
    public async Task A_cell_of_odd_JSON_costs_nothing_but_itself(string key, string value)
    {
        var odd = new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = "odd",
            ["metadata"] = new JsonObject(),
            ["outputs"] =
            new JsonArray(),
            ["source"] = "var a = 1;",
            ["execution_count"] = null
        };
        odd[key] = JsonNode.Parse(value);
        var notebook = Right();
        notebook["cells"]!.AsArray().Insert(0, odd);
        var grade = await GradeFile(notebook.ToJsonString());
        Assert.True(grade is { Points: 5, Problem: null }, grade.Problem);
    }

    [Fact]
    public async Task Answers_in_outputs_attachments_and_metadata_count_for_nothing()
    {
        var notebook = Right();
        foreach (var cell in notebook["cells"]!.AsArray().Select(cell => cell!))
        {
            cell["source"] = "double[] Squares(int n) => [-1];";
            cell["attachments"] = new JsonObject { ["answer"] = new JsonObject { ["text/plain"] = "[1, 4, 9]" } };
            cell["outputs"] =
                JsonNode.Parse(
                    """[{"output_type":"execute_result","execution_count":1,"metadata":{},"data":{"text/plain":"[1, 4, 9]","application/vnd.atelier.value+json":"{}"}}]""");
            foreach (var (name, value) in new (string, JsonNode)[] { ("points", 1000), ("score", 1000), ("grade", true),
                ("checksum", "0"), ("schema_version", 99) })
                cell["metadata"]!["nbgrader"]![name] = value;
        }

        var grade = await GradeFile(notebook.ToJsonString());
        Assert.Equal((0.0, 5.0), (grade.Points, grade.MaxPoints));
    }

    [Fact]
    public async Task A_solution_under_the_name_of_a_test_is_not_run()
    {
        var grade =
            await Grade(
                notebook => notebook.Test("squares-test", "double[] Squares(int n) => [1, 4, 9];", 2)
                    .Solution("squares", "Squares(3)"));
        Assert.Equal(0.0, grade.Points);
        Assert.Contains("squares-test: edited; graded from the course's own copy", grade.Tampered);
    }

    [Fact]
    public async Task Of_thousands_of_copies_of_a_cell_the_report_names_a_hundred()
    {
        var grade = await Grade(notebook =>
        {
            notebook.Solution("squares", GradingTests.Right);
            for (var i = 0; i < 5000; i++) notebook.Test("squares-test", "Squares(3)", 2);
        });
        Assert.Equal((5.0, 101, "and 4899 more"), (grade.Points, grade.Tampered.Count, grade.Tampered[^1]));
    }

    [Fact]
    public async Task A_worker_that_stops_before_a_large_cell_does_not_stop_the_grader()
    {
        GradedAttacks.NeedSandbox();
        var grade = await Grade(notebook => notebook
            .Code("stop",
                "using System.Runtime.InteropServices;\n[DllImport(\"libc\")] static extern int kill(int pid, int signal);\nnew System.Threading.Thread(() => { System.Threading.Thread.Sleep(300); kill(Environment.ProcessId, 19); }).Start();")
            .Code("wait", "System.Threading.Thread.Sleep(250);")
            .Code("large", "// " + new string('x', 2 << 20)).Code("larger", "// " + new string('x', 2 << 20))
            .Solution("squares", GradingTests.Right).Test("squares-test", "Squares(3)", 2));
        Assert.Null(grade.Problem);
    }

    [Fact]
    public void Links_pipes_empty_large_and_doubled_files_are_told_and_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links and pipes as Linux has them");
        string In(params string[] path) => Path.Combine([_folder, .. path]);
        Directory.CreateDirectory(In("ada", "ps1"));
        File.WriteAllText(In("ada", "ps1", "ps1.ipynb"), Right().ToJsonString());
        Directory.CreateSymbolicLink(In("eve"), In("ada"));
        Directory.CreateDirectory(In("eva"));
        Directory.CreateSymbolicLink(In("eva", "ps1"), In("ada", "ps1"));
        File.CreateSymbolicLink(In("link_ps1.ipynb"), In("ada", "ps1", "ps1.ipynb"));
        Process.Start("mkfifo", In("pipe_ps1.ipynb")).WaitForExit();
        File.WriteAllText(In("empty_ps1.ipynb"), "");
        using (var large = File.Create(In("large_ps1.ipynb"))) large.SetLength(200 << 20);
        File.WriteAllText(In("twice_ps1.ipynb"), "{}");
        File.WriteAllText(In("twice ps1.ipynb"), "{}");
        var all = new SubmissionFinder([new Lesson("ps1", new HashSet<string>())]).Find(_folder, "");
        var found = all.Submissions.ToDictionary(one => one.Student);
        Assert.Equal(new LeftOut("eve/", "the folder is a link"), all.LeftOut[0]);
        Assert.Null(found["ada"].Problem);
        foreach (var (student, said) in new[] { ("eva", "a link"), ("link", "a link"), ("pipe", "empty"), ("empty", "empty"),
            ("large", "larger than 100 MB"), ("twice", "more than once") })
            Assert.True(found[student] is { Path: null, Problem: { } problem }
                && problem.Contains(said, StringComparison.Ordinal), $"{student}: {found[student]}");
    }

    protected override void Dispose(bool disposing)
    {
        Directory.Delete(_folder, recursive: true);
        base.Dispose(disposing);
    }

    private static string Nested(int depth, string inside) =>
        "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"metadata\":{},\"source\":\"\",\"outputs\":" + new string('[', depth)
            + inside + new string(']', depth) + "}]}";

    private static new JsonNode Right()
    {
        using var notebook = new TestNotebook().Solution("squares", GradingTests.Right).Test("squares-test", "Squares(3)", 2);
        return JsonNode.Parse(File.ReadAllText(notebook.Write()))!;
    }

    private async Task<SubmissionGrade> GradeFile(string text)
    {
        var file = Path.Combine(_folder, "ps1.ipynb");
        await File.WriteAllTextAsync(file, text);
        return await GradePath(file);
    }
}
