using TorchSharp;

namespace Atelier.Benchmarks;

/// <summary>
/// Steps on a GPU beside PyTorch's with the same networks: eager, compiled, and the whole step as one CUDA graph.
/// </summary>
internal static class GpuGroup
{
    private static readonly string s_device =
        Environment.GetEnvironmentVariable("ATELIER_DEVICE") is { Length: > 0 } named ? named : "cuda";
    private static readonly (int Batch, string Penalty)[] s_trainings = [(128, "none"), (64, "r1"), (1024, "none")];

    public static IEnumerable<Measurement> Measure(BenchRun run) => Compute.Device.type != DeviceType.CUDA
        ? [new Measurement("training steps", "ours", "PyTorch") { Missing = "there is no CUDA GPU here that torch can use" }]
        : s_trainings.SelectMany(training => Gan(run, training.Batch, training.Penalty)).Concat(Style(run)).Append(OneSeed(run));

    private static IEnumerable<Measurement> Gan(BenchRun run, int batch, string penalty)
    {
        var what = $"DCGAN step, batch {batch}{(penalty == "r1" ? ", R1" : "")}";
        var ours = Contestant.Own("defaults", "gan", "default", $"{batch}", penalty) with { Device = s_device };
        var graph = Contestant.Own("one graph", "gan", "graph", $"{batch}", penalty) with { Device = s_device };
        var short16 = Contestant.Own("one graph, bfloat16", "gan", "fast-graph", $"{batch}", penalty) with { Device = s_device };
        // What is compiled cannot be differentiated twice, as R1 has to be.
        string[] modes = penalty == "r1" ? ["eager", "graph"] : ["eager", "compile", "graph"];
        var peers = Peers("torch_gan.py", modes, $"{batch}", penalty);
        var race = Race.Run(run, what, [ours, graph, short16, .. peers.Values]);
        Side Images(Contestant who) => new(who, batch);
        foreach (var (mode, peer) in peers)
            yield return race.Compare(what, "images/s", Images(graph), Images(peer), GoalOf(mode, batch));
        yield return race.Compare(what, "images/s", Images(graph), Images(ours));
        yield return race.Compare(what, "images/s", Images(short16), Images(graph));
    }

    private static IEnumerable<Measurement> Style(BenchRun run)
    {
        const string what = "style transfer at 512 px, VGG-19";
        var ours = Contestant.Own("defaults", "style", "random", "default") with { Device = s_device };
        var peers = Peers("torch_style.py", ["eager", "compile", "graph"]);
        var race = Race.Run(run, what, [ours, .. peers.Values]);
        return peers.Select(peer => race.Compare(
            what, "steps/s", new(ours, 1), new(peer.Value, 1), peer.Key == "graph" ? Goal.AtLeast(0.9) : null));
    }

    /// <summary>
    /// How far two trainings of one seed drift apart, where kernels add in no fixed order: as far as <see cref="Seed"/> says.
    /// </summary>
    private static Measurement OneSeed(BenchRun run)
    {
        const int batch = 128, steps = 100;
        run.Tell("one seed twice");
        var (first, second) = (GanWork.Losses(batch, steps), GanWork.Losses(batch, steps));
        run.EndTicks();
        return Measurement.Of(
            $"two trainings of one seed, {steps} steps", "", ("largest difference of a loss", first.Zip(second, Apart).Max()),
            ("mean loss", first.Average()), Goal.AtMost(0.25));
    }

    private static double Apart(double a, double b) => Math.Abs(a - b);

    private static Dictionary<string, Contestant> Peers(string script, string[] modes, params string[] arguments) =>
        modes.ToDictionary(mode => mode, mode =>
            Contestant.Torch($"PyTorch, {mode}", script, [mode, .. arguments]) with { Device = s_device });

    private static Goal? GoalOf(string mode, int batch) => mode switch
    {
        "graph" => Goal.AtLeast(0.9),
        "eager" when batch <= 128 => Goal.AtLeast(2.5),
        _ => null,
    };
}
