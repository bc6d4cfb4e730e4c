using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Where a <see cref="GanTrainer"/>'s real examples come from: batch after batch, decided by a seed and the batch's number.
/// </summary>
internal sealed class RealExamples : IDisposable
{
    private readonly Func<int, Tensor> _batch;
    private readonly IDisposable[] _owned;

    private RealExamples(Func<int, Tensor> batch, int batchesPerEpoch, params IDisposable[] owned) =>
        (_batch, BatchesPerEpoch, _owned) = (batch, batchesPerEpoch, owned);

    /// <summary>Batches in one pass through all of them; 0 where they have no end.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>Images in memory, in a new order in each pass.</summary>
    /// <param name="images">[N, …] bytes 0 … 255, or floats as they are; on the device they are shared, not copied</param>
    /// <param name="settings">the size of a batch, and the seed</param>
    /// <param name="device">where batches are wanted</param>
    public static RealExamples Of(Tensor images, GanSettings settings, Device device)
    {
        var shared = images.detach().to(device).DetachFromDisposeScope();
        var order = new ImageOrder(images.shape[0], settings.BatchSize, settings.Seed, device);
        return new RealExamples(
            number => Signed(shared.index_select(0, order.Batch(number))), order.BatchesPerEpoch, shared, order);
    }

    /// <summary>Examples that are drawn when they are needed.</summary>
    /// <param name="draw">draws so many with a generator</param>
    /// <param name="settings">the size of a batch, and the seed</param>
    /// <param name="device">where batches are wanted</param>
    public static RealExamples Of(Func<int, Generator, Tensor> draw, GanSettings settings, Device device)
    {
        Tensor Draw(int number)
        {
            using var generator = new Generator(ImageOrder.Mix(~settings.Seed, number), CPU); // other numbers than the noise's
            return draw(settings.BatchSize, generator).to(device);
        }

        return new RealExamples(Draw, batchesPerEpoch: 0);
    }

    /// <summary>The batch of a number, from 0 on; the caller's dispose scope owns it.</summary>
    public Tensor Batch(int number) => _batch(number);

    public void Dispose()
    {
        foreach (var part in _owned)
            part.Dispose();
    }

    private static Tensor Signed(Tensor images) => images.dtype == uint8 ? images.to(float32) / 127.5 - 1 : images;
}
