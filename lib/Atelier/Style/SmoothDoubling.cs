using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// Twice as many pixels each way, made smooth: zeros between the old pixels, then the filter 1 7 21 35 35 21 7 1 (B-spline of
/// degree 6). Bilinear doubling (<see cref="Doubling"/>), 1 3 3 1, lets so much of the old pixels' grid through that a painter
/// for one style weaves it into a sky.
/// </summary>
internal sealed class SmoothDoubling() : Module<Tensor, Tensor>(nameof(SmoothDoubling))
{
    /// <param name="x">[N, C, H, W]</param>
    /// <returns>[N, C, 2H, 2W]</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Along(Along(x, 3), 2).MoveToOuterDisposeScope();
    }

    // The middles of the two new pixels lie a quarter of an old one before and after its own middle. At the rim, its pixel
    // goes on.
    private static Tensor Along(Tensor x, int dimension)
    {
        var size = x.shape[dimension];
        var (first, last) = (x.narrow(dimension, 0, 1), x.narrow(dimension, size - 1, 1));
        var wide = cat([first, first, x, last, last], dimension);
        Tensor From(int start) => wide.narrow(dimension, start, size);
        Tensor Mean(int nearest, int near, int far, int farthest) => (From(nearest) * (35 / 64.0))
            .add_(From(near), alpha: 21 / 64.0).add_(From(far), alpha: 7 / 64.0).add_(From(farthest), alpha: 1 / 64.0);
        return stack([Mean(2, 1, 3, 0), Mean(2, 3, 1, 4)], dimension + 1).flatten(dimension, dimension + 1);
    }
}
