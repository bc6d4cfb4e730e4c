using System.Text.RegularExpressions;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>Solutions become stubs: in code an exception that names the exercise, in text an empty answer.</summary>
internal sealed partial class ClearSolutions : IReleaseStep
{
    public const string EmptyAnswer = "*Your answer:*";

    public void Apply(NotebookDocument notebook, string name)
    {
        var exercise = "Exercise";
        foreach (var cell in notebook.Cells)
        {
            if (!cell.IsCode && Heading().Match(cell.Source) is { Success: true } heading) exercise = heading.Groups[1].Value;
            if (GradeCell.Of(cell) is { IsSolution: true }) Clear(name, cell, exercise);
        }
    }

    // As in nbgrader, a solution cell without markers is a solution as a whole.
    private static void Clear(string notebook, NotebookCell cell, string exercise)
    {
        var stub = cell.IsCode ? $"throw new NotImplementedException(\"{exercise}: your code here\");" : EmptyAnswer;
        if (Regions.Solution.IsIn(cell.Source)) Regions.Solution.Replace(notebook, cell, stub);
        else cell.Source = stub;
    }

    [GeneratedRegex(@"(?m)^### (Exercise \d+\.\d+)")]
    private static partial Regex Heading();
}
