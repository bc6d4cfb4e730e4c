namespace Atelier.Benchmarks;

/// <summary>Benchmarks that are run together.</summary>
/// <param name="Name">what the command calls them</param>
/// <param name="What">for its help</param>
/// <param name="Measure">gives their figures</param>
internal sealed record BenchGroup(string Name, string What, Func<BenchRun, IEnumerable<Measurement>> Measure)
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<BenchGroup> All { get; } =
    [
        new("gan", "a DCGAN's step on the processor", GanGroup.Measure),
        new("style", "style transfer on the processor", StyleGroup.Measure),
        new("lessons", "all lessons from start to end", LessonsGroup.Measure),
        new("kernel", "the C# kernel beside ipykernel", KernelGroup.Measure),
        new("grading", "the grader beside nbclient", GradingGroup.Measure),
        new("load", "training beside a busy process", LoadGroup.Measure),
        new("memory", "memory of a long training", MemoryGroup.Measure),
        new("paintings", "what the compact VGG paints beside VGG-19", PaintingsGroup.Measure),
        new("gpu", "training steps on a GPU beside PyTorch", GpuGroup.Measure),
    ];
}
