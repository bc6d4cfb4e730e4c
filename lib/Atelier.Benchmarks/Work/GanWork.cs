using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>Steps of a DCGAN's training. Random images serve: the time does not depend on what they show.</summary>
internal static class GanWork
{
    private const int Images = 10_000;

    /// <param name="variant"><c>plain</c>, <c>script</c>: without the library's trainer; <c>default</c>;
    /// <c>fast</c>: in bfloat16; <c>graph</c>: on a GPU as one CUDA graph; <c>fast-graph</c>: both</param>
    /// <param name="batch">real images in a step</param>
    /// <param name="penalised">whether D pays R1, at every 8th step, as in the training of what comes with the course</param>
    public static Action<int> Steps(string variant, int batch, bool penalised)
    {
        if (variant == "plain") return PlainGan.Steps(Pictures(), batch);
        if (variant == "script") return ScriptedGan.Steps(Pictures(), batch);
        var trainer = Trainer(new GanSettings
        {
            BatchSize = batch,
            BFloat16 = variant is "fast" or "fast-graph",
            CudaGraph = variant is "graph" or "fast-graph",
            Penalty = penalised ? R1Penalty.Of(gamma: 1, every: 8) : null,
        });
        return steps => trainer.Train(steps);
    }

    /// <summary>lossD and lossG of so many steps, always of the same seed.</summary>
    public static IReadOnlyList<double> Losses(int batch, int steps)
    {
        using var trainer = Trainer(new GanSettings { BatchSize = batch });
        trainer.Train(steps);
        return [.. trainer.History.SelectMany(step => new double[] { step.LossD, step.LossG })];
    }

    private static GanTrainer Trainer(GanSettings settings)
    {
        Seed.Everything(1);
        var images = Pictures().to(Compute.Device);
        return new(
            new DcganGenerator().to(Compute.Device), new DcganDiscriminator().to(Compute.Device), images, settings);
    }

    private static Tensor Pictures() => randint(0, 256, [Images, 1, 28, 28]).to(uint8);
}
