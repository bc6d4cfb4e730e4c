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
            score = Rounded(final.Points),
            execution_time = Rounded(final.Grade.Seconds),
            output = string
                .Join("\n",
                    [final.Grade.Problem ?? "", .. final.Grade.Tampered, .. final.Grade.Notes,
                        .. final.Grade.Faults.Select(fault => fault.Told)]).Trim(),
            tests = final.Grade.Cells.Select(cell => Test(final, cell)),
        },
        Gradebook.Json);

    // As in the other files.
    private static double Rounded(double value) => Math.Round(value, 4);

    private static object Test(FinalGrade final, CellGrade cell) => new
    {
        name = cell.Id,
        score = Rounded(final.PointsOf(cell)),
        max_score = cell.MaxPoints,
        status = final.PointsOf(cell) >= cell.MaxPoints ? "passed" : "failed",
        output = $"{cell.Remark} {final.Manual.GetValueOrDefault(cell.Id)?.Comment}".Trim(),
        visibility = cell.IsHidden ? "after_published" : "visible",
    };
}
