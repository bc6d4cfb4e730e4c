using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// MNIST, handwritten digits in 28 × 28 grey pixels (LeCun, Cortes and Burges). All pictures are kept as one tensor of bytes; a
/// batch is picked out of it and turned into floats, which takes a fraction of a millisecond.
/// </summary>
public sealed class Mnist : IDisposable
{
    private const int Classes = 10;

    private Mnist(Tensor images, Tensor labels, string source)
    {
        Images = images.DetachFromDisposeScope();
        Labels = labels.DetachFromDisposeScope();
        Source = source;
    }

    /// <summary>All pictures, uint8 [N, 1, 28, 28] in 0 … 255: 0 is paper, 255 is ink.</summary>
    public Tensor Images { get; private set; }

    /// <summary>Which digit each picture is, int64 [N].</summary>
    public Tensor Labels { get; private set; }

    /// <summary>N, the number of pictures.</summary>
    public long Count => Labels.shape[0];

    /// <summary>Where the pictures came from, for people.</summary>
    public string Source { get; }

    /// <summary>
    /// The 60 000 training digits; the 2 000 of the course's own sample where the full set is neither in the cache nor to be had.
    /// <see cref="Describe"/> tells which.
    /// </summary>
    /// <param name="cancellation">
    /// stops a download, and what is here already is kept; by default a notebook's stop button
    /// </param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Mnist Train(CancellationToken? cancellation = null) =>
        Load("train", MnistFiles.Find(cancellation ?? RunningCell.Cancellation));

    /// <summary>The 10 000 test digits, or 500 of the sample: see <see cref="Train"/>.</summary>
    /// <param name="cancellation">as for <see cref="Train"/></param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Mnist Test(CancellationToken? cancellation = null) =>
        Load("t10k", MnistFiles.Find(cancellation ?? RunningCell.Cancellation));

    internal static Mnist Load(string part, MnistFiles files)
    {
        using var scope = NewDisposeScope();
        var images = IdxFile.Load(files.PathOf($"{part}-images-idx3-ubyte"));
        var labels = IdxFile.Load(files.PathOf($"{part}-labels-idx1-ubyte"));
        return new Mnist(images.unsqueeze(1), labels.to(int64), files.Source);
    }

    /// <summary>
    /// The pictures in a random order, batch after batch; a last batch that would be smaller is left out. A batch is disposed
    /// when the next one is drawn, so a loop holds one at a time.
    /// </summary>
    /// <param name="batchSize">pictures in a batch</param>
    /// <param name="seed">the same seed gives the same order; without one, torch's own generator is asked</param>
    /// <returns>x: float32 [batchSize, 1, 28, 28] in −1 … 1; labels: int64 [batchSize]</returns>
    public IEnumerable<(Tensor x, Tensor labels)> Batches(int batchSize, long? seed = null)
    {
        using var order = RandomOrder(seed);
        for (var start = 0L; start + batchSize <= Count; start += batchSize)
        {
            using var indices = order.narrow(0, start, batchSize);
            var batch = Batch(indices);
            yield return batch;
            batch.x.Dispose();
            batch.labels.Dispose();
        }
    }

    /// <summary>Some pictures, by their numbers.</summary>
    /// <param name="indices">int64 [B], each in [0, N)</param>
    /// <returns>x: float32 [B, 1, 28, 28] in −1 … 1; labels: int64 [B]; both belong to the caller</returns>
    public (Tensor x, Tensor labels) Batch(Tensor indices)
    {
        using var scope = NewDisposeScope();
        var here = indices.to(Labels.device);
        var x = Images.index_select(0, here).to(float32) / 127.5 - 1;
        var labels = Labels.index_select(0, here);
        return (x.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }

    /// <summary>Pictures drawn at random, none of them twice.</summary>
    /// <param name="n">how many, 1 … N</param>
    /// <param name="seed">the same seed gives the same pictures on every device</param>
    /// <returns>x: float32 [n, 1, 28, 28] in −1 … 1, on the course's device; the caller owns it</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Tensor Sample(int n, int seed)
    {
        if (n < 1 || n > Count)
            throw new ArgumentOutOfRangeException(nameof(n),
                $"A sample of {n:n0} was asked for, but 1 … {Count:n0} is wanted: there are no more digits.");
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        return Batch(randperm(Count, generator: generator)[..n]).x.to(Compute.Device).MoveToOuterDisposeScope();
    }

    /// <summary>The first <paramref name="count"/> pictures with as many of each digit (or one more), in file order.</summary>
    /// <param name="count">pictures in all</param>
    /// <exception cref="ArgumentOutOfRangeException">Some digit has too few pictures for that.</exception>
    public Mnist Subset(int count)
    {
        using var scope = NewDisposeScope();
        var chosen = new List<Tensor>();
        for (var digit = 0; digit < Classes; digit++)
        {
            var wanted = count / Classes + (digit < count % Classes ? 1 : 0);
            var places = (Labels == digit).nonzero().flatten();
            if (count < 1 || places.shape[0] < wanted)
                throw new ArgumentOutOfRangeException(
                    nameof(count), $"A subset of {count:n0} needs {wanted:n0} of digit {digit}; there are {places.shape[0]:n0}.");
            chosen.Add(places.narrow(0, 0, wanted));
        }
        var indices = cat(chosen).sort().Values;
        return new Mnist(Images.index_select(0, indices), Labels.index_select(0, indices), $"{count:n0} of {Source}");
    }

    /// <summary>Moves the pictures to a device, as <c>Module.to</c> does.</summary>
    /// <param name="device">where to</param>
    /// <returns>this</returns>
    public Mnist To(Device device)
    {
        (Images, Labels) = (Move(Images, device), Move(Labels, device));
        return this;
    }

    /// <summary>How many pictures there are and where they came from, in one line.</summary>
    public string Describe() => $"MNIST: {Count:n0} digits of 28 × 28 pixels, from {Source}.";

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();

    /// <summary>Frees the pictures.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private Tensor RandomOrder(long? seed)
    {
        using var generator = seed is { } given ? new Generator((ulong)given) : null;
        // The loop over the batches owns it, whatever dispose scope is open when it starts.
        return randperm(Count, generator: generator).DetachFromDisposeScope();
    }

    private static Tensor Move(Tensor tensor, Device device)
    {
        var moved = tensor.to(device).DetachFromDisposeScope();
        if (!ReferenceEquals(moved, tensor))
            tensor.Dispose();
        return moved;
    }
}
