using System.Diagnostics;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Grade;

/// <summary>Grades one submission after another; each runs in a sandbox of its own.</summary>
/// <param name="settings">how</param>
public sealed class SubmissionGrader(GradeSettings settings)
{
    private const int MostAnswer = 20_000; // characters of an answer in words

    /// <summary>Grades a submission. Whatever is in it, this ends with a grade.</summary>
    public async Task<SubmissionGrade> GradeAsync(Submission submission, Assignment assignment, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (submission.Problem is { } problem) return Nothing(problem);
            var grade = await GradedAsync(submission, assignment, cancellation).ConfigureAwait(false);
            return grade with { Seconds = Seconds() };
        }
        catch (Exception e) when (e is NotebookException or IOException or UnauthorizedAccessException)
        {
            return Nothing(e.Message.ReplaceLineEndings(" "));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What nobody has thought of must not cost the others their grades.
            return Nothing(
                $"the grader could not deal with it ({e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}): grade it by hand");
        }

        SubmissionGrade Nothing(string problem) => new(
            submission.Student, submission.Assignment, [.. Tests(assignment).Select(test => CellGrader.Missing(test, problem))],
            [], problem, Seconds(), submission.Submitted)
        {
            Notes = submission.Notes,
        };

        double Seconds() => Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<SubmissionGrade> GradedAsync(Submission submission, Assignment assignment, CancellationToken cancellation)
    {
        var plan = GradingPlan.Of(assignment.Source, assignment.Released, NotebookDocument.Load(submission.Path!));
        var given = GradeCell.All(assignment.Released).Where(cell => cell.IsManual).ToDictionary(cell => cell.Id);
        var (grades, faults) = await RunAsync(plan, assignment, cancellation).ConfigureAwait(false);
        var cells = Tests(assignment).Select(
            test => test.IsManual ? CellGrader.Manual(test, CellFault.Short(plan.Answer(given[test.Id]), MostAnswer))
                : grades.GetValueOrDefault(test.Id) ?? CellGrader.Missing(test, "it was not run"));
        string[] missing = [.. plan.Missing.Select(id => $"{id}: the solution is not in the submission")];
        return new SubmissionGrade(submission.Student, submission.Assignment, [.. cells], [.. plan.Tampered, .. missing],
            null, Seconds: 0, submission.Submitted)
        {
            Notes = [.. submission.Notes, .. plan.Notes],
            Faults = faults,
        };
    }

    private static IEnumerable<GradeCell> Tests(Assignment assignment) =>
        GradeCell.All(assignment.Source).Where(cell => cell.IsGraded);

    private async Task<(Dictionary<string, CellGrade> Grades, IReadOnlyList<CellFault> Faults)> RunAsync(GradingPlan plan,
        Assignment assignment, CancellationToken cancellation)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(settings.Scratch, $"grading-{Guid.NewGuid():N}")).FullName;
        try
        {
            using var runner = new PlanRunner(settings.Sandbox.Start(scratch, settings.Environment), settings.Limits,
                settings.Seed);
            var grader = new CellGrader(assignment.Values, ForbiddenCalls.In(assignment.Source, assignment.Released, plan.Cells));
            var ran = await runner.RunAsync(plan.Cells, cancellation).ConfigureAwait(false);
            var faults = CellFaults.Of(ran);
            return (ran.Where(cell => cell.Planned.Grade is { IsTest: true })
                .ToDictionary(cell => cell.Planned.Grade!.Id, cell => grader.Of(cell, faults.Cause(cell))), faults.All);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
