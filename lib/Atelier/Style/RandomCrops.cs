using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Square pieces of pictures, cut out at random places and mirrored half of the time; a piece of one colour is drawn again.
/// </summary>
public sealed class RandomCrops
{
    // Instance normalisation divides by a piece's deviation: without contrast, gradients grow from layer to layer to infinity.
    private const double LeastContrast = 0.01;
    private const int Tries = 20; // where all pictures are flat

    private readonly IReadOnlyList<Tensor> _pictures;
    private readonly int _size;
    private readonly int _seed;

    /// <summary>Prepares to cut.</summary>
    /// <param name="pictures">
    /// [3, H, W] each, RGB in 0 … 1, at least <paramref name="size"/> high and wide; the caller keeps them
    /// </param>
    /// <param name="size">height and width of a piece</param>
    /// <param name="seed">the same seed gives the same pieces</param>
    /// <exception cref="ArgumentException">
    /// There is no picture, or one is not as it is wanted; the message says what to do.
    /// </exception>
    public RandomCrops(IReadOnlyList<Tensor> pictures, int size, int seed)
    {
        Require.AtLeast(1, size, "The side of a piece");
        Require.AtLeast(1, pictures.Count, "The number of pictures to cut pieces from");
        for (var i = 0; i < pictures.Count; i++)
        {
            PictureInput.One(pictures[i], $"Picture {i}", least: size);
            PictureInput.Values(pictures[i], $"Picture {i}");
        }

        (_pictures, _size, _seed) = (pictures, size, seed);
    }

    /// <summary>The pieces of one step; they depend on nothing but the seed and the step.</summary>
    /// <param name="step">which step</param>
    /// <param name="count">how many pieces</param>
    /// <returns>[count, 3, size, size]</returns>
    public Tensor Batch(int step, int count)
    {
        using var scope = NewDisposeScope();
        var random = new Random(HashCode(step));
        var pieces = new Tensor[count];
        for (var i = 0; i < count; i++)
        {
            pieces[i] = Piece(random);
            for (var tries = 1; tries < Tries && Contrast(pieces[i]) < LeastContrast; tries++)
                pieces[i] = Piece(random);
        }
        return stack(pieces).MoveToOuterDisposeScope();
    }

    private Tensor Piece(Random random)
    {
        var picture = _pictures[random.Next(_pictures.Count)];
        var (top, left) = (random.NextInt64(picture.shape[1] - _size + 1), random.NextInt64(picture.shape[2] - _size + 1));
        var piece = picture.narrow(1, top, _size).narrow(2, left, _size);
        return random.Next(2) == 0 ? piece : piece.flip(2);
    }

    /// <summary>The deviation of the channel that varies most.</summary>
    private static float Contrast(Tensor piece)
    {
        using var scope = NewDisposeScope();
        return piece.flatten(1).std(1).max().item<float>();
    }

    // Random's own seeding spreads neighbouring numbers badly; a large odd factor does not.
    private int HashCode(int step) => unchecked((_seed * 1_000_003 + step) * 0x2545F491);
}
