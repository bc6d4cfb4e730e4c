using Atelier.Grading.Collect;
using Atelier.Grading.Grade;
using Atelier.Grading.Results;

namespace Atelier.Grading.Run;

/// <summary>The end of the report: what was handed in and not graded, and why.</summary>
internal static class GradingEnd
{
    private const int MostAlike = 10;

    /// <summary>Tells it.</summary>
    /// <returns>whether all that may be somebody's work was graded</returns>
    public static bool Tell(TextWriter says, IReadOnlyList<Submission> found, Gradebook book, Collected collected)
    {
        var names = found.ToDictionary(one => (one.Student, one.Assignment), one => one.Name);
        var failed = book.Grades.Where(grade => grade.Problem is not null && names.ContainsKey((grade.Student, grade.Assignment)))
            .Select(grade =>
                new LeftOut(names[(grade.Student, grade.Assignment)], $"{grade.Student}, {grade.Assignment}: {grade.Problem}"));
        var missing = failed.Concat(collected.LeftOut.Where(one => !one.IsExpected)).ToList();
        var aside = collected.LeftOut.Where(one => one.IsExpected).ToList();
        if (aside.Count > 0) says.WriteLine($"{aside.Count} other files, which cost nobody anything:");
        foreach (var alike in aside.GroupBy(one => one.Why)) List(says, [.. alike]);
        if (missing.Count > 0) says.WriteLine($"NOT GRADED: {missing.Count}");
        foreach (var one in missing) Line(says, one);
        return missing.Count == 0;
    }

    private static void List(TextWriter says, IReadOnlyList<LeftOut> alike)
    {
        foreach (var one in alike.Take(MostAlike)) Line(says, one);
        if (alike.Count > MostAlike)
            says.WriteLine($"  and {alike.Count - MostAlike} more: {alike[0].Why} (summary.html names them)");
    }

    private static void Line(TextWriter says, LeftOut one) => says.WriteLine(Printable.Of($"  {one.Name}: {one.Why}"));
}
