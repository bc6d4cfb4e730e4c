namespace Atelier.Benchmarks;

/// <summary>A DCGAN's training step on the processor.</summary>
internal static class GanGroup
{
    private const int Batch = 128;
    private const string What = "DCGAN step, batch 128";

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        var (plain, defaults, fast) = (Own("plain loop", "plain"), Own("defaults", "default"), Own("bfloat16", "fast"));
        var script = Own("one TorchScript call", "script");
        var convolution = Contestant.Own("its largest convolution alone", "convolution", $"{Batch}");
        var torch = Contestant.Torch("PyTorch", "torch_gan.py", "eager", $"{Batch}", "none");
        var race = Race.Run(run, What, [plain, defaults, fast, script, convolution, torch]);
        Side Images(Contestant who) => new(who, Batch);
        return
        [
            race.Compare(
                "its arithmetic", "GFLOP/s", new(defaults, DcganCost.Step(Batch)),
                new(convolution, DcganCost.LargestConvolution(Batch)), Goal.AtLeast(0.8)),
            race.Compare(What, "images/s", Images(defaults), Images(plain), Goal.AtLeast(2.3)),
            race.Compare(What, "images/s", Images(fast), Images(plain), Autocast.IsFastOnCpu ? Goal.AtLeast(3.6) : null),
            race.Compare(What, "images/s", Images(defaults), Images(torch), Goal.AtLeast(4.5)),
            race.Compare(What, "images/s", Images(defaults), Images(script)),
        ];
    }

    private static Contestant Own(string name, string variant) => Contestant.Own(name, "gan", variant, $"{Batch}", "none");
}
