using System.Text.Json;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Results;

/// <summary>A submission's grade as Gradescope's autograders write it: <c>results.json</c>.</summary>
public static class GradescopeResult
{
    /// <summary>The file's text.</summary>
    public static string Write(FinalGrade final) => JsonSerializer.Serialize(
        new
        {
            score = final.Points,
            execution_time = final.Grade.Seconds,
            output = string.Join("\n", [final.Grade.Problem ?? "", .. final.Grade.Tampered]).Trim(),
            tests = final.Grade.Cells.Select(cell => Test(final, cell)),
        },
        Gradebook.Json);

    private static object Test(FinalGrade final, CellGrade cell) => new
    {
        name = cell.Id,
        score = final.PointsOf(cell),
        max_score = cell.MaxPoints,
        status = final.PointsOf(cell) >= cell.MaxPoints ? "passed" : "failed",
        output = $"{cell.Remark} {final.Manual.GetValueOrDefault(cell.Id)?.Comment}".Trim(),
        visibility = cell.IsHidden ? "after_published" : "visible",
    };
}
