namespace Atelier.Benchmarks;

/// <summary>The grader beside nbclient, which only runs cells, with the same kernel over the same notebooks.</summary>
internal static class GradingGroup
{
    private const int Jobs = 2;

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        var submissions = run.Full ? 1000 : 40;
        run.Tell($"grading {submissions} submissions");
        try
        {
            var python = Python.With("nbclient")
                ?? throw new NotMeasuredException("no python3 here has nbclient (apt-get install python3-nbclient)");
            var course = Environment.GetCommandLineArgs()[0];
            var found = Script.Run(run, python, Python.Script("grading.py"), course, $"{submissions}", $"{Jobs}");
            double Number(string name) => found.GetProperty(name).GetDouble();
            return
            [
                Measurement.Of(
                    "grading, in a sandbox", "submissions/min", ("course grade", Number("ours")), ("nbclient", Number("peer")),
                    Goal.AtLeast(1.3)),
                Measurement.Of(
                    "memory of the grader", "MB", ("last tenth", Number("last")), ("first tenth", Number("first")),
                    Goal.AtMost(1.2)),
            ];
        }
        catch (NotMeasuredException reason)
        {
            return [new Measurement("grading", "course grade", "nbclient") { Missing = reason.Message }];
        }
    }
}
