using System.Text;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Release;

/// <summary>What each step of a release does, and what it leaves alone.</summary>
public sealed class ReleaseStepTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("f", true, false, true, 0.0, null)]
    [InlineData("aZ_-09", true, false, true, 0.5, null)]
    [InlineData("", false, false, false, null, null)] // nobody grades it, writes in it or may not: its id is nobody's
    [InlineData("", false, false, true, null, "it has no grade_id")]
    [InlineData("", false, true, false, null, "it has no grade_id")]
    [InlineData("a b", true, false, true, 1.0, "the grade_id a b has characters other than letters, digits, _ and -")]
    [InlineData("ä", true, false, true, 1.0, "the grade_id ä has characters other than letters, digits, _ and -")]
    [InlineData("f", true, false, true, null, "it is graded but has no points")]
    [InlineData("f", true, false, true, -0.5, "its points are negative")]
    [InlineData("f", false, true, false, 1.0, "it has points but is not graded")]
    [InlineData("f", false, false, true, 0.0, "it has points but is not graded")]
    public void Metadata_are_checked(string id, bool graded, bool solution, bool locked, double? points, string? fault)
    {
        _notebook.Code("cell", "1", TestNotebook.Grade(id, graded, solution, locked, points));
        Assert.Equal(fault is null ? null : $"ps1.ipynb, cell cell: {fault}", Fault());
    }

    [Fact]
    public void Graded_text_is_a_students()
    {
        _notebook.Text("why", "Why?", TestNotebook.Grade("why", graded: true, points: 1));
        Assert.Equal("ps1.ipynb, cell why: graded text has to be a solution too: a student writes it", Fault());
    }

    [Theory]
    [InlineData(true, false, "load();", true)]
    [InlineData(true, false, "", false)]
    [InlineData(true, true, "load();", false)]
    [InlineData(false, false, "load();", false)]
    public void A_checkpoint_is_locked_without_points_and_says_how_to_load_its_result(
        bool locked, bool graded, string code, bool passes)
    {
        _notebook.Code("train", "train();", TestNotebook.Grade("train", graded, !locked, locked, graded ? 1 : null), "checkpoint")
            .Metadata("atelier", new JsonObject { ["checkpoint"] = code });
        Assert.Equal(passes ? null : "ps1.ipynb, cell train: a checkpoint has to be locked, without points, with the code that "
            + "loads its result in the metadata atelier.checkpoint", Fault());
    }

    [Fact]
    public void Markers_of_a_solution_belong_into_a_solution()
    {
        _notebook.Code("f", "// END SOLUTION");
        Assert.Equal("ps1.ipynb, cell f: it has a solution's markers but is no solution cell: mark it as one in its nbgrader metadata",
            Fault());
    }

    [Theory]
    [InlineData("### Exercise 1.1: do without `Sum`", "x.Count()", true, null)]
    [InlineData("### Exercise 1.1", "x.Count()", true,
        "its exercise forbids Sum, and the text before it does not say so: name it there, as `Sum`")]
    [InlineData("### Exercise 1.1: do without `Sum`", "x.Sum()", true, "the solution uses Sum, which its exercise forbids")]
    [InlineData("### Exercise 1.1: do without `Sum`", "x.Count()", false, "it forbids names, but is no code that a student writes")]
    public void What_an_exercise_forbids_is_told_and_kept_to(string text, string code, bool solution, string? fault)
    {
        _notebook.Text("text", text).Code("given", "int a = 1;")
            .Code("f", code, TestNotebook.Grade("f", solution: solution, locked: !solution))
            .Metadata("atelier", new JsonObject { ["forbidden"] = new JsonArray("Sum") });
        Assert.Equal(fault is null ? null : $"ps1.ipynb, cell f: {fault}", Fault());
    }

    [Fact]
    public void What_is_said_to_the_instructor_is_not_the_text_of_an_exercise()
    {
        _notebook.Text("text", "### Exercise 1.1: do without `Sum`").Text("said", "Ask.", null, "instructor")
            .Solution("f", "x.Count()").Metadata("atelier", new JsonObject { ["forbidden"] = new JsonArray("Sum") });
        Assert.Null(Fault());
    }

    [Fact]
    public void An_answer_in_words_forbids_no_names()
    {
        _notebook.Text("why", "Do without `Sum`.", TestNotebook.Grade("why", graded: true, solution: true, points: 1))
            .Metadata("atelier", new JsonObject { ["forbidden"] = new JsonArray("Sum") });
        Assert.Equal("ps1.ipynb, cell why: it forbids names, but is no code that a student writes", Fault());
    }

    [Fact]
    public void A_stub_names_the_exercise_of_the_last_heading_in_text_before_it()
    {
        _notebook.Solution("a", "1").Text("one", "Now:\n### Exercise 1.1: first").Solution("b", "2")
            .Code("given", "### Exercise 9.9: code is no heading").Solution("c", "    // BEGIN SOLUTION\n3\n// END SOLUTION")
            .Text("two", "### Exercise 1.2: second").Solution("d", "x;\n// BEGIN SOLUTION\n4\n// END SOLUTION\ny;\n// BEGIN SOLUTION\n5\n// END SOLUTION");
        var cells = Released().Cells;
        Assert.Equal("throw new NotImplementedException(\"Exercise: your code here\");", cells[0].Source);
        Assert.Equal("throw new NotImplementedException(\"Exercise 1.1: your code here\");", cells[2].Source);
        Assert.Equal("    throw new NotImplementedException(\"Exercise 1.1: your code here\");", cells[4].Source);
        var stub = "throw new NotImplementedException(\"Exercise 1.2: your code here\");";
        Assert.Equal($"x;\n{stub}\ny;\n{stub}", cells[6].Source);
        Assert.Equal("### Exercise 1.2: second", cells[5].Source);
    }

    [Theory]
    [InlineData(false, true, false, false, null)] // a student writes it: it stays, and can be changed
    [InlineData(false, true, true, false, null)]
    [InlineData(false, false, true, false, false)]
    [InlineData(true, false, false, false, false)]
    [InlineData(false, false, false, null, null)]
    public void What_a_student_does_not_write_is_locked(bool graded, bool solution, bool locked, bool? deletable, bool? editable)
    {
        _notebook.Code("f", "1", TestNotebook.Grade("f", graded, solution, locked, graded ? 1 : null));
        var metadata = Assert.Single(Released().Cells).Metadata;
        Assert.Equal((deletable, editable), ((bool?)metadata["deletable"], (bool?)metadata["editable"]));
    }

    [Fact]
    public void Outputs_and_the_schemes_of_marks_go_and_the_file_has_sorted_keys()
    {
        _notebook.Code("f", "1").Text("scheme", "BEGIN MARK SCHEME\nx\nEND MARK SCHEME", TestNotebook.Grade("scheme"));
        var json = JsonNode.Parse(File.ReadAllText(_notebook.Write()))!;
        json["cells"]![0]!["outputs"] =
            new JsonArray(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "1" });
        json["cells"]![0]!["execution_count"] = 3;
        File.WriteAllText(_notebook.Path, json.ToJsonString());
        var text = StudentVersion.Of(_notebook.Path);
        var released = NotebookDocument.Parse(Encoding.UTF8.GetBytes(text), "released");
        Assert.Empty(released.Cells[0].Outputs);
        Assert.Null(released.Cells[0].ExecutionCount);
        Assert.Equal("", released.Cells[1].Source);
        Assert.All(Objects(JsonNode.Parse(text)!), fields => Assert.Equal(
            fields.Select(field => field.Key).Order(StringComparer.Ordinal), fields.Select(field => field.Key)));
    }

    [Fact]
    public void What_has_an_id_carries_its_kind_and_its_checksum()
    {
        _notebook.Text("why", "Why?", TestNotebook.Grade("why", graded: true, solution: true, points: 1))
            .Code("f", "1", TestNotebook.Grade("", solution: false));
        var cells = Released().Cells;
        Assert.Equal("markdown", (string)cells[0].Metadata["nbgrader"]!["cell_type"]!);
        Assert.Equal(Checksum.Of(GradeCell.Of(cells[0])!), (string)cells[0].Metadata["nbgrader"]!["checksum"]!);
        Assert.Null(cells[1].Metadata["nbgrader"]!["checksum"]);
    }

    [Fact]
    public void A_region_has_an_inside_and_an_outside()
    {
        const string text = "a\n// BEGIN SOLUTION\nb\nc\n// END SOLUTION\nd\n// BEGIN SOLUTION\ne\n// END SOLUTION";
        Assert.Equal("b\nc\ne", Regions.Solution.Inside(text));
        Assert.Equal("a\nd", Regions.Solution.Outside(text));
        Assert.Equal((true, true, false), (Regions.Solution.IsIn("BEGIN SOLUTION"), Regions.Solution.IsIn("END SOLUTION"),
            Regions.HiddenTests.IsIn(text)));
    }

    [Theory]
    [InlineData("f", 2, "ps1.ipynb, cell f, line 2: no")]
    [InlineData(null, null, "ps1.ipynb, cell without an id: no")]
    public void A_fault_says_where_it_is(string? cell, int? line, string message) =>
        Assert.Equal(message, new ReleaseException("ps1.ipynb", cell, line, "no").Message);

    [Fact]
    public void A_file_is_a_version_where_it_has_the_same_bytes()
    {
        var path = _notebook.Text("a", "é").Write();
        Assert.True(StudentVersion.IsIn(path, File.ReadAllText(path)));
        Assert.False(StudentVersion.IsIn(path, File.ReadAllText(path) + "\n"));
        Assert.False(StudentVersion.IsIn(path + ".none", File.ReadAllText(path)));
    }

    public void Dispose() => _notebook.Dispose();

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Objects).Prepend(fields),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Objects),
        _ => [],
    };

    private NotebookDocument Released() =>
        NotebookDocument.Parse(Encoding.UTF8.GetBytes(StudentVersion.Of(_notebook.Write())), "released");

    private string? Fault()
    {
        try
        {
            StudentVersion.Of(_notebook.Write());
            return null;
        }
        catch (ReleaseException fault)
        {
            return fault.Message;
        }
    }
}
