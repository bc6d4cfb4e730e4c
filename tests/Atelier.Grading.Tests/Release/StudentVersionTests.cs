using System.Text;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Release;

public sealed class StudentVersionTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    public static TheoryData<string> Lessons =>
        [.. Directory.GetFiles(Path.Combine(Course.Notebooks, "instructor"), "*.ipynb").Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Lessons))]
    public void The_students_notebooks_are_what_a_release_writes(string lesson) => Assert.True(
        StudentVersion.IsIn(Path.Combine(Course.Notebooks, lesson),
            StudentVersion.Of(Path.Combine(Course.Notebooks, "instructor", lesson))),
        $"run ./course release {lesson[..2]}");

    [Fact]
    public void Both_folders_hold_the_same_notebooks() =>
        Assert.Equal(Lessons.Select(row => row.Data), Directory.GetFiles(Course.Notebooks, "*.ipynb")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_solution_becomes_a_stub_that_names_its_exercise()
    {
        _notebook.Text("title", "### Exercise 3.2: twice").Solution(
            "twice", "int Twice(int n)\n{\n    // BEGIN SOLUTION\n    return 2 * n;\n    // END SOLUTION\n}");
        Assert.Equal(
            "int Twice(int n)\n{\n    throw new NotImplementedException(\"Exercise 3.2: your code here\");\n}",
            Released().Cells[1].Source);
    }

    [Fact]
    public void An_answer_in_words_becomes_empty()
    {
        _notebook.Text("why", "Because.", TestNotebook.Grade("why", graded: true, solution: true, points: 2));
        Assert.Equal("*Your answer:*", Released().Cells[0].Source);
    }

    [Fact]
    public void What_only_the_instructor_sees_is_gone()
    {
        _notebook.Text("scheme", "one point each", null, "instructor")
            .Test("probe", "Twice(21)").Code("hidden", "Twice(4)", TestNotebook.Grade("hidden", true, false, true, 1), "probe")
            .Test("test", "Check(1);\n// BEGIN HIDDEN TESTS\nCheck(2);\n// END HIDDEN TESTS\nCheck(3);")
            .Text("why", "Why?\nBEGIN MARK SCHEME\nthe reason\nEND MARK SCHEME");
        var released = Released();
        Assert.Equal(["probe", "test", "why"], released.Cells.Select(cell => cell.Id));
        Assert.Equal("Check(1);\nCheck(3);", released.Cells[1].Source);
        Assert.Equal("Why?", released.Cells[2].Source);
    }

    [Fact]
    public void Slides_stay_and_their_notes_go()
    {
        static JsonObject Part(string type) => new() { ["slide_type"] = type };
        _notebook.Text("idea", "$p$").Metadata("slideshow", Part("slide"))
            .Text("said", "Ask why.").Metadata("slideshow", Part("notes"))
            .Code("more", "1 + 1").Metadata("slideshow", Part("subslide"));
        Assert.Equal([("idea", "slide"), ("more", "subslide")], Released().Cells.Select(cell => (cell.Id!, cell.SlideType)));
    }

    [Fact]
    public void Cells_are_locked_and_carry_their_checksum()
    {
        _notebook.Solution("f", "int F() => 1;").Test("f-test", "F()");
        var released = Released();
        var test = released.Cells[1].Metadata;
        Assert.Equal((false, false), ((bool)test["deletable"]!, (bool)test["editable"]!));
        Assert.Equal("code", (string)test["nbgrader"]!["cell_type"]!);
        Assert.Equal(Checksum.Of(GradeCell.Of(released.Cells[1])!), (string)test["nbgrader"]!["checksum"]!);
        Assert.Null(released.Cells[0].Metadata["editable"]);
        Assert.False((bool)released.Cells[0].Metadata["deletable"]!);
    }

    [Fact]
    public void A_release_of_a_release_is_the_same()
    {
        _notebook.Text("title", "### Exercise 1.1: f").Solution("f", "int F() => 1;").Test("f-test", "F()");
        var once = StudentVersion.Of(_notebook.Write());
        File.WriteAllText(_notebook.Path, once);
        Assert.Equal(once, StudentVersion.Of(_notebook.Path));
    }

    [Theory]
    [InlineData("a\n// BEGIN SOLUTION\nb", "cell f, line 2: BEGIN SOLUTION without an END")]
    [InlineData("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION",
        "cell f, line 2: a second BEGIN SOLUTION before the END SOLUTION of line 1")]
    [InlineData("a\nb\n// END SOLUTION", "cell f, line 3: END SOLUTION without a BEGIN")]
    public void Broken_markers_are_named_with_their_line(string source, string expected)
    {
        _notebook.Solution("f", source);
        Assert.Contains(expected, Fault());
    }

    [Fact]
    public void Two_cells_with_one_id_are_named()
    {
        _notebook.Solution("f", "1");
        _notebook.Code("g", "2", TestNotebook.Grade("f", solution: true));
        Assert.Equal("ps1.ipynb, cell g: the grade_id f stands in two cells", Fault());
    }

    [Theory]
    [InlineData("", true, 1.0, "no grade_id")]
    [InlineData("a b", true, 1.0, "characters other than")]
    [InlineData("f", true, null, "no points")]
    [InlineData("f", true, -1.0, "negative")]
    [InlineData("f", false, 1.0, "points but is not graded")]
    public void Wrong_metadata_are_named(string id, bool graded, double? points, string expected)
    {
        _notebook.Code("f", "1", TestNotebook.Grade(id, graded, solution: !graded, locked: graded, points: points));
        Assert.Contains(expected, Fault());
    }

    [Fact]
    public void A_solution_outside_of_a_solution_cell_is_named()
    {
        _notebook.Code("f", "// BEGIN SOLUTION\n1\n// END SOLUTION");
        Assert.Contains("no solution cell", Fault());
    }

    public void Dispose() => _notebook.Dispose();

    private NotebookDocument Released() =>
        NotebookDocument.Parse(Encoding.UTF8.GetBytes(StudentVersion.Of(_notebook.Write())), "released");

    private string Fault() => Assert.Throws<ReleaseException>(() => StudentVersion.Of(_notebook.Write())).Message;
}
