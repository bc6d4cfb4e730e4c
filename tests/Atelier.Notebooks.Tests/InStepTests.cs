using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>A student's notebook is the instructor's without solutions and without the cells that only the instructor sees.</summary>
public sealed partial class InStepTests
{
    public static TheoryData<string> Names => [.. Notebook.InstructorNames];

    [Fact]
    public void Both_folders_hold_the_same_notebooks() =>
        Assert.Equal(Notebook.InstructorNames, Directory.GetFiles(Notebook.Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void Cells_are_the_same_but_for_solutions(string name)
    {
        var instructor = Notebook.Open($"instructor/{name}").Cells.Where(cell => !cell.Tags.Contains("instructor")).ToArray();
        var student = Notebook.Open(name).Cells;

        Assert.Equal(instructor.Select(cell => cell.Id), student.Select(cell => cell.Id));
        foreach (var (theirs, ours) in student.Zip(instructor))
        {
            Assert.Equal(ours.Json["metadata"]!.ToJsonString(), theirs.Json["metadata"]!.ToJsonString());
            Assert.Equal(Solution().Replace(ours.Source, "<hole>"), Stub().Replace(theirs.Source, "<hole>"));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_solution_reaches_the_students(string name) =>
        Assert.All(Notebook.Open(name).Cells, cell => Assert.DoesNotMatch("(BEGIN|END) SOLUTION", cell.Source));

    [Theory, MemberData(nameof(Names))]
    public void A_cell_with_a_solution_says_so_to_nbgrader(string name) => Assert.All(
        Notebook.Open($"instructor/{name}").CodeCells.Where(cell => Solution().IsMatch(cell.Source)), cell =>
        {
            var nbgrader = cell.Json["metadata"]!["nbgrader"]!;
            Assert.Equal((3, true, cell.Id), ((int)nbgrader["schema_version"]!, (bool)nbgrader["solution"]!, (string)nbgrader["grade_id"]!));
        });

    [GeneratedRegex(@"(?s)// BEGIN SOLUTION\n.*?// END SOLUTION")]
    private static partial Regex Solution();

    [GeneratedRegex("""throw new NotImplementedException\("Exercise \d+\.\d+: your code here"\);""")]
    private static partial Regex Stub();
}
