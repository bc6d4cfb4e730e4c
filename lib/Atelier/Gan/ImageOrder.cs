using static TorchSharp.torch;

namespace Atelier;

/// <summary>Which images each step sees: a new random order in each epoch, decided by the seed and the epoch alone.</summary>
/// <param name="images">how many there are, at least one batch</param>
/// <param name="batchSize">images in a batch, at least 1</param>
/// <param name="seed">decides the orders</param>
/// <param name="device">where the numbers are wanted; by default the CPU</param>
internal sealed class ImageOrder(long images, int batchSize, int seed, Device? device = null) : IDisposable
{
    private Tensor? _order;
    private int _epoch = -1;

    public int BatchesPerEpoch { get; } = (int)(images / batchSize);

    /// <summary>The numbers of the images of a step, [batchSize]; the caller's dispose scope owns them.</summary>
    public Tensor Batch(int step)
    {
        Shuffle(step / BatchesPerEpoch);
        return _order!.narrow(0, step % BatchesPerEpoch * (long)batchSize, batchSize);
    }

    /// <summary>A seed for each step or epoch of a training, the same in every process.</summary>
    public static ulong Mix(int seed, int index) => (ulong)(uint)seed * 0x9E3779B97F4A7C15 + (ulong)index;

    public void Dispose() => _order?.Dispose();

    private void Shuffle(int wanted)
    {
        if (wanted == _epoch)
            return;

        _order?.Dispose();
        using var scope = NewDisposeScope();
        using var generator = new Generator(Mix(seed, wanted), CPU);
        _order = randperm(images, generator: generator).to(device ?? CPU).DetachFromDisposeScope();
        _epoch = wanted;
    }
}
