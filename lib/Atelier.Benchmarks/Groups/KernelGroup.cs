using System.Text.Json;

namespace Atelier.Benchmarks;

/// <summary>The course's kernel beside Python's, as Jupyter speaks with both.</summary>
internal static class KernelGroup
{
    private const int ManyCells = 1000, FewCells = 300;

    private static readonly Dictionary<string, Goal> s_goals = new()
    {
        ["start to first result"] = Goal.AtMost(0.9),
        ["a trivial cell"] = Goal.AtMost(1),
        ["memory of an open kernel"] = Goal.AtMost(1.6),
    };

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        run.Tell("kernels");
        try
        {
            var python = Python.With("jupyter_client", "ipykernel")
                ?? throw new NotMeasuredException("python3 lacks them (apt-get install python3-jupyter-client python3-ipykernel)");
            var many = run.LapSeconds < 1 ? FewCells : ManyCells;
            var found = Script.Run(run, python, Python.Script("kernel.py"), $"{run.Rounds}", $"{many}");
            return [.. found.EnumerateArray().Select(Read)];
        }
        catch (NotMeasuredException reason)
        {
            return [new Measurement("an open kernel", "C#", "ipykernel") { Missing = reason.Message }];
        }
    }

    private static Measurement Read(JsonElement row)
    {
        var what = row.GetProperty("what").GetString()!;
        var (ours, peer) = (Numbers(row.GetProperty("ours")), Numbers(row.GetProperty("peer")));
        var unit = row.GetProperty("unit").GetString()!;
        var figure = new Measurement(what, "C#", "ipykernel") { Unit = unit, Goal = GoalOf(what) };
        return peer.Count == 0
            ? figure with { Value = Spread.Of(ours), Missing = "Python has no torch here" }
            : figure with
            {
                Value = Spread.Of(ours),
                PeerValue = Spread.Of(peer),
                Ratio = Spread.Of(ours.Zip(peer, (own, other) => own / other)),
            };
    }

    private static List<double> Numbers(JsonElement values) =>
        [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble())];

    private static Goal? GoalOf(string what) => s_goals.TryGetValue(what, out var goal) ? goal : null;
}
