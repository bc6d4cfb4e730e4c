using Atelier.Engine.Running;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>An assignment with one function to write, a visible test and a hidden probe, and what students make of it.</summary>
public abstract class GradingTests : IDisposable
{
    private readonly TestNotebook _instructor = Instructor();
    private readonly List<TestNotebook> _submissions = [];
    private Assignment? _assignment;

    /// <summary>The instructor's notebook, written.</summary>
    internal static TestNotebook Instructor()
    {
        var notebook = new TestNotebook().Text("title", "### Exercise 1.1: squares")
            .Solution("squares",
                "double[] Squares(int n)\n{\n    // BEGIN SOLUTION\n    return Enumerable.Range(1, n).Select(i => (double)i * i).ToArray();\n    // END SOLUTION\n}")
            .Test("squares-test", "Squares(3)", 2)
            .Code("squares-probe", "(Squares(0), Squares(5), Squares(2).Sum())",
                TestNotebook.Grade("squares-probe", true, false, true, 3), "probe");
        notebook.Write();
        return notebook;
    }

    internal static GradeSettings Settings { get; } = new(
        Seed: 1234,
        new Dictionary<string, string> { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = "/tmp" },
        new RunLimits
        {
            Cell = TimeSpan.FromSeconds(10),
            Processor = TimeSpan.FromSeconds(15),
            Total = TimeSpan.FromSeconds(60),
            Memory = 600L << 20,
            Output = 100_000,
        },
        new Sandbox(Course.Home, [Path.Combine(Course.Notebooks, "instructor")]));

    internal const string Right = "double[] Squares(int n) => Enumerable.Range(1, n).Select(i => (double)i * i).ToArray();";

    /// <summary>Grades a submission whose solution cell holds this code.</summary>
    private protected Task<SubmissionGrade> Grade(string code) =>
        Grade(notebook => notebook.Solution("squares", code).Test("squares-test", "Squares(3)", 2));

    /// <summary>Grades a submission of these cells.</summary>
    private protected async Task<SubmissionGrade> Grade(Action<TestNotebook> write)
    {
        var submitted = new TestNotebook();
        _submissions.Add(submitted);
        write(submitted);
        return await GradePath(submitted.Write());
    }

    /// <summary>Grades a file.</summary>
    private protected async Task<SubmissionGrade> GradePath(string file)
    {
        _assignment ??= await Assignment.PrepareAsync(_instructor.Path, Settings, CancellationToken.None);
        return await new SubmissionGrader(Settings).GradeAsync(new Submission("ada", "ps1", file), _assignment,
            CancellationToken.None);
    }

    protected static CellGrade Cell(SubmissionGrade grade, string id) => grade.Cells.Single(cell => cell.Id == id);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _instructor.Dispose();
        foreach (var submission in _submissions) submission.Dispose();
    }
}
