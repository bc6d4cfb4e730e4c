using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Made pictures of the last steps, so that a discriminator does not forget what it has seen (Shrivastava et al. 2016,
/// arXiv:1612.07828; CycleGAN keeps 50). Once it is full, each picture that comes is with probability ½ exchanged for an old one.
/// </summary>
/// <param name="size">pictures that it keeps; 0 hands every picture on</param>
/// <param name="seed">decides which are exchanged</param>
public sealed class PictureBuffer(int size, int seed = 0) : IDisposable
{
    private readonly int _size = Require.AtLeast(0, size, "The size of the buffer");
    private readonly Random _random = new(seed);
    private Tensor? _kept;

    /// <summary>Pictures in it so far.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Takes fresh pictures in, and gives as many back: fresh ones while it fills, afterwards about half of them old.
    /// </summary>
    /// <param name="fresh">[N, C, H, W]; of the same shape each time, but for N</param>
    /// <returns>[N, C, H, W], without gradients; the caller owns them</returns>
    public Tensor Exchange(Tensor fresh)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _kept ??= zeros([_size, .. fresh.shape[1..]], dtype: fresh.dtype, device: fresh.device).DetachFromDisposeScope();
        var given = fresh.detach().clone();
        var filling = Fill(fresh);
        var old = OldPlaces((int)fresh.shape[0] - filling);
        if (old.Length > 0)
            Swap(given, filling, old);
        return given.MoveToOuterDisposeScope();
    }

    /// <summary>Frees the pictures.</summary>
    public void Dispose() => _kept?.Dispose();

    /// <summary>Keeps as many as there is room for, and says how many.</summary>
    private int Fill(Tensor fresh)
    {
        var room = (int)Math.Min(_size - Count, fresh.shape[0]);
        if (room > 0)
            _kept!.narrow(0, Count, room).copy_(fresh[..room]);
        Count += room;
        return room;
    }

    /// <summary>Which of the next pictures are exchanged for which place, each place at most once in a batch.</summary>
    private (long Next, long Place)[] OldPlaces(int next)
    {
        var places = Enumerable.Range(0, _size).ToArray();
        _random.Shuffle(places);
        return [.. Enumerable.Range(0, next).Where(_ => _random.Next(2) == 0).Zip(places, (i, place) => ((long)i, (long)place))];
    }

    private void Swap(Tensor given, int first, (long Next, long Place)[] old)
    {
        var next = tensor(old.Select(pair => first + pair.Next).ToArray(), device: given.device);
        var places = tensor(old.Select(pair => pair.Place).ToArray(), device: given.device);
        var (leaving, coming) = (_kept!.index_select(0, places), given.index_select(0, next));
        _kept.index_copy_(0, places, coming);
        given.index_copy_(0, next, leaving);
    }
}
