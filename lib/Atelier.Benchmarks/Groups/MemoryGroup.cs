using System.Diagnostics;
using TorchSharp;

namespace Atelier.Benchmarks;

/// <summary>
/// Whether a long training takes more and more: memory and live tensors at its end beside those after a tenth of it.
/// </summary>
internal static class MemoryGroup
{
    private const int Batch = 8, Chunk = 100;

    public static IEnumerable<Measurement> Measure(BenchRun run)
    {
        var steps = run.Full ? 10_000 : 2_000;
        run.Tell($"{steps} training steps");
        var train = GanWork.Steps("default", Batch, penalised: false);
        Train(run, train, steps / 10);
        var early = Look();
        Train(run, train, steps - steps / 10);
        var late = Look();
        run.EndTicks();
        var (end, tenth) = ($"after {steps} steps", $"after {steps / 10}");
        yield return Measurement.Of(
            "memory of a training", "MB", (end, late.Megabytes), (tenth, early.Megabytes), Goal.AtMost(1.05));
        yield return Measurement.Of("its live tensors", "", (end, late.Tensors), (tenth, early.Tensors), Goal.AtMost(1));
    }

    private static void Train(BenchRun run, Action<int> train, int steps)
    {
        for (var done = 0; done < steps; done += Chunk)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            train(Chunk);
            if (done % (10 * Chunk) == 0) run.Tick();
        }
    }

    private static (double Megabytes, double Tensors) Look()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var own = Process.GetCurrentProcess();
        return (own.WorkingSet64 / (double)(1 << 20), torch.Tensor.TotalCount);
    }
}
