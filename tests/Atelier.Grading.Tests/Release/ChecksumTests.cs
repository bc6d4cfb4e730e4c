using System.Text.Json.Nodes;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Tests.Release;

public sealed class ChecksumTests
{
    // Computed in Python by nbgrader's recipe: md5(source + cell_type + str(grade) + str(solution) + str(locked) + id +
    // str(float(points))).
    [Theory]
    [InlineData("x = 1", "code", "cell-a", true, false, false, 1.0, "2509e6c724c0cc46993b8f603b440de1")]
    [InlineData("", "markdown", "words", true, true, false, 2.5, "bd58145e883641a7f12301102a8bb635")]
    [InlineData("double F() => 3; // π", "code", "f", false, true, true, null, "1036e2b3b9a83cf086fcbd973f59ce61")]
    [InlineData("read me", "markdown", "r", false, false, true, null, "020ef4fe119473cea57bd22412d13860")]
    [InlineData("t", "code", "t", true, false, true, 0.0, "bdd26577b6ca0cb817d9a4f894f04fc5")]
    public void It_is_the_one_that_nbgrader_computes(
        string source, string type, string id, bool graded, bool solution, bool locked, double? points, string expected)
    {
        var json = new JsonObject
        {
            ["cell_type"] = type,
            ["metadata"] = new JsonObject { ["nbgrader"] = TestNotebook.Grade(id, graded, solution, locked, points) },
            ["source"] = source,
        };
        Assert.Equal(expected, Checksum.Of(GradeCell.Of(new NotebookCell(json, asLines: true))!));
    }
}
