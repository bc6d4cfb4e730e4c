namespace Atelier.Benchmarks;

/// <summary>Training beside a second process that keeps every core busy: half of the machine is its fair share.</summary>
internal static class LoadGroup
{
    private static readonly string[] s_training = ["gan", "default", "128", "none"];

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        var defaults = Contestant.Own("OpenMP's own way to wait", s_training);
        foreach (var training in new[] { defaults, defaults with { Name = "OMP_WAIT_POLICY=passive", WaitPolicy = "passive" } })
        {
            run.Tell($"training beside a busy process, {training.Name}");
            yield return Beside(run, training);
        }
    }

    private static Measurement Beside(BenchRun run, Contestant training)
    {
        using var lane = new Lane(training, run.Cancellation);
        lane.Ready();
        var steps = lane.StepsOf(run.LapSeconds);
        List<double> alone = [], shared = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            alone.Add(steps / lane.Ask(steps));
            using var busy = new Lane(Contestant.Own("busy", "spin"), run.Cancellation);
            busy.Ready();
            shared.Add(steps / lane.Ask(steps));
            run.Tick();
        }
        run.EndTicks();
        return new Measurement("training beside a busy process", training.Name, "alone")
        {
            Unit = "steps/s",
            Value = Spread.Of(shared),
            PeerValue = Spread.Of(alone),
            Ratio = Spread.Of(shared.Zip(alone, (half, whole) => half / whole)),
            Goal = Goal.AtLeast(0.5),
        };
    }
}
