namespace Atelier.Benchmarks;

/// <summary>Style transfer on the processor, step by step and in one pass.</summary>
internal static class StyleGroup
{
    private const string What = "style step, 512 px";

    // Lesson 06 takes 40 steps each at the whole side, half of it and a quarter: in pixels, these of the whole.
    private const double StepsOfAPainting = 40 * (1 + 1 / 4.0 + 1 / 16.0);

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        var quickest = Autocast.IsFastOnCpu ? "fast" : "default";
        var goal = Goal.AtLeast(Autocast.IsFastOnCpu ? 3.3 : 2);
        foreach (var network in new[] { "compact", "true" })
        {
            var (quick, plain) = (Step(network, quickest), Step(network, "plain"));
            yield return Race.Run(run, $"{What}, {network} VGG", quick, plain)
                .Compare($"{What}, {network} VGG", "steps/s", new(quick, 1), new(plain, 1), goal);
        }

        var pass = Contestant.Own("one pass", "pass");
        var step = Step(StyleWork.HasTrue ? "true" : "compact", quickest) with { Name = "an optimisation as in lesson 06" };
        yield return Race.Run(run, "a painting of 512 px", pass, step)
            .Compare("a painting of 512 px", "/s", new(pass, 1), new(step, 1 / StepsOfAPainting), Goal.AtLeast(500));
    }

    private static Contestant Step(string network, string variant)
    {
        var name = variant switch { "plain" => "plain loop", "fast" => "bfloat16", _ => "float32" };
        var step = Contestant.Own(name, "style", network, variant);
        return network == "true" && !StyleWork.HasTrue
            ? step with { Absent = "there are no weights of VGG-19 here (./course data)" }
            : step;
    }
}
