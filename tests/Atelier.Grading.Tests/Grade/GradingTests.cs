using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>An assignment with one function to write, a visible test and a hidden probe, and what students make of it.</summary>
public abstract class GradingTests : IDisposable
{
    private readonly TestNotebook instructor = new();
    private readonly List<TestNotebook> submissions = [];
    private Assignment? assignment;

    protected GradingTests()
    {
        instructor.Text("title", "### Exercise 1.1: squares")
            .Solution("squares", "double[] Squares(int n)\n{\n    // BEGIN SOLUTION\n    return Enumerable.Range(1, n).Select(i => (double)i * i).ToArray();\n    // END SOLUTION\n}")
            .Test("squares-test", "Squares(3)", 2)
            .Code("squares-probe", "(Squares(0), Squares(5), Squares(2).Sum())", TestNotebook.Grade("squares-probe", true, false, true, 3), "probe");
        instructor.Write();
    }

    internal static GradeSettings Settings { get; } = new(
        Seed: 1234,
        new Dictionary<string, string> { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = "/tmp", ["DOTNET_EnableDiagnostics"] = "0" },
        new GradeLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), 600L << 20, 100_000),
        new Sandbox(Course.Home, [Path.Combine(Course.Notebooks, "instructor")]));

    protected const string Right = "double[] Squares(int n) => Enumerable.Range(1, n).Select(i => (double)i * i).ToArray();";

    /// <summary>Grades a submission whose solution cell holds this code.</summary>
    private protected Task<SubmissionGrade> Grade(string code) => Grade(notebook => notebook.Solution("squares", code).Test("squares-test", "Squares(3)", 2));

    /// <summary>Grades a submission of these cells.</summary>
    private protected async Task<SubmissionGrade> Grade(Action<TestNotebook> write)
    {
        assignment ??= await Assignment.PrepareAsync(instructor.Path, Settings, CancellationToken.None);
        var submitted = new TestNotebook();
        submissions.Add(submitted);
        write(submitted);
        return await new SubmissionGrader(Settings).GradeAsync(new Submission("ada", "ps1", submitted.Write()), assignment, CancellationToken.None);
    }

    protected static CellGrade Cell(SubmissionGrade grade, string id) => grade.Cells.Single(cell => cell.Id == id);

    public void Dispose()
    {
        instructor.Dispose();
        foreach (var submission in submissions) submission.Dispose();
        GC.SuppressFinalize(this);
    }
}
