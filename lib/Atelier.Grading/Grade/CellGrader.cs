using System.Globalization;
using System.Text.Json;
using Atelier.Engine.Running;

namespace Atelier.Grading.Grade;

/// <summary>Gives a cell its points.</summary>
/// <param name="expected">the instructor's value of each graded cell, by grade id</param>
/// <param name="forbidden">of cells whose exercise was answered with what it forbids, by grade id, what to say</param>
internal sealed class CellGrader(IReadOnlyDictionary<string, JsonElement?> expected,
    IReadOnlyDictionary<string, string> forbidden)
{
    /// <summary>The grade of a graded cell that has run.</summary>
    /// <param name="ran">the cell</param>
    /// <param name="cause">the student's own cell without which this one does not compile, or null</param>
    public CellGrade Of(RanCell ran, CellFault? cause)
    {
        var (grade, hidden) = (ran.Planned.Grade!, ran.Planned.IsHidden);
        var most = grade.Points ?? 0;
        if (forbidden.TryGetValue(grade.Id, out var why))
            return new CellGrade(grade.Id, GradeOutcome.Failed, 0, most, why, hidden);
        var (outcome, share, remark) = ran.Outcome == CellOutcome.Passed ? ByValue(grade, ran.Value)
            : (Outcome(ran.Outcome), 0, ran.Error ?? "");
        // What a hidden cell says of its own error may tell what it asks.
        if (hidden && outcome == GradeOutcome.Error) remark = "your code threw, on input that it has to work for";
        return new CellGrade(grade.Id, outcome, share * most, most, CellFault.Short(cause?.Consequence(remark) ?? remark),
            hidden);
    }

    /// <summary>The grade of a cell that a person has to read.</summary>
    public static CellGrade Manual(GradeCell grade, string answer) =>
        new(grade.Id, GradeOutcome.Manual, 0, grade.Points ?? 0, "", false) { Answer = answer };

    /// <summary>The grade of a cell that did not run.</summary>
    public static CellGrade Missing(GradeCell grade, string why) =>
        new(grade.Id, GradeOutcome.Missing, 0, grade.Points ?? 0, why, false);

    private (GradeOutcome Outcome, double Share, string Remark) ByValue(GradeCell grade, JsonElement? actual)
    {
        if (expected.GetValueOrDefault(grade.Id) is not { } wanted) return (GradeOutcome.Passed, 1, "");
        var (share, remark) = Compare(new ValueComparison(Tolerance(grade, "rtol", 1e-4), Tolerance(grade, "atol", 1e-6)), wanted,
            actual);
        return (share switch { 1 => GradeOutcome.Passed, 0 => GradeOutcome.Failed, _ => GradeOutcome.Partial }, share, remark);
    }

    private static (double Share, string Remark) Compare(ValueComparison comparison, JsonElement wanted, JsonElement? actual)
    {
        try
        {
            return comparison.Compare(wanted, actual ?? default);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return (0, "it cannot be compared"); // made-up data: text that is no Unicode, say
        }
    }

    private static double Tolerance(GradeCell grade, string name, double usual) =>
        double.TryParse(grade.Cell.Json["metadata"]?["atelier"]?[name]?.ToString(), NumberStyles.Float,
            CultureInfo.InvariantCulture, out var own) ? own : usual;

    /// <summary>The outcome of a cell that did not run to its end.</summary>
    public static GradeOutcome Outcome(CellOutcome outcome) => outcome switch
    {
        CellOutcome.CompileError => GradeOutcome.CompileError,
        CellOutcome.Timeout => GradeOutcome.Timeout,
        CellOutcome.Memory => GradeOutcome.Memory,
        CellOutcome.Crashed or CellOutcome.NotRun => GradeOutcome.Crashed,
        _ => GradeOutcome.Error,
    };
}
