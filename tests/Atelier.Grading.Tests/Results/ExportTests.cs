using System.Text.Json.Nodes;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

public sealed class ExportTests : IDisposable
{
    private readonly GradebookFolder _gradebook = new();

    public ExportTests()
    {
        _gradebook.Book.Put(GradebookFolder.Grade("ada", "ps1", 4));
        _gradebook.Book.Put(GradebookFolder.Grade("ada", "ps2", 1.5));
        _gradebook.Book.Put(GradebookFolder.Grade("bob", "ps2", 3));
        _gradebook.Book.Put(new ManualGrade("bob", "ps2", "essay", 5, "well said"));
    }

    [Fact]
    public void Canvas_has_a_column_an_assignment_and_a_row_of_possible_points()
    {
        string[][] expected =
        [
            ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps1", "ps2"],
            ["Points Possible", "", "", "", "", "10", "10"],
            ["ada", "", "", "ada", "", "4", "1.5"],
            ["bob", "", "", "bob", "", "", "8"],
        ];
        Assert.Equal(expected, GradebookFolder.Rows(Export("canvas")));
    }

    [Fact]
    public void Moodle_has_points_and_feedback_for_each_assignment()
    {
        string[][] expected =
        [
            ["username", "ps1", "ps1 (feedback)", "ps2", "ps2 (feedback)"],
            ["ada", "4", "", "1.5", ""],
            ["bob", "", "", "8", "well said"],
        ];
        Assert.Equal(expected, GradebookFolder.Rows(Export("moodle")));
    }

    [Theory]
    [InlineData("canvas")]
    [InlineData("moodle")]
    public void No_id_becomes_a_formula_or_a_second_field(string format)
    {
        _gradebook.Book.Put(GradebookFolder.Grade("=HYPERLINK(\"http://x\",\"y\")", "ps1", 4));
        _gradebook.Book.Put(GradebookFolder.Grade("王小明, \"Ming\"", "ps1", 4));
        var text = Export(format);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", text);
        Assert.Contains("\"王小明, \"\"Ming\"\"\"", text);
        Assert.DoesNotContain("\n=", text);
    }

    [Fact]
    public void Gradescope_has_a_file_a_submission_with_points_as_they_count()
    {
        var folder = GradeReport.Export(_gradebook.Book, _gradebook.Folder, "gradescope");
        var result = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "bob", "ps2", "results.json")))!;
        Assert.Equal(8.0, (double)result["score"]!);
        var essay = result["tests"]!.AsArray().Single(test => (string)test!["name"]! == "essay")!;
        Assert.Equal(
            (5.0, 6.0, "failed", "well said"),
            ((double)essay["score"]!, (double)essay["max_score"]!, (string)essay["status"]!, (string)essay["output"]!));
    }

    public void Dispose() => _gradebook.Dispose();

    private string Export(string format) => File.ReadAllText(GradeReport.Export(_gradebook.Book, _gradebook.Folder, format));
}
