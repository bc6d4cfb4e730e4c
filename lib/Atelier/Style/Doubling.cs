using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// Twice as many pixels each way, the new ones between the old: bilinear, as <c>Upsample</c> with <c>align_corners: false</c>.
/// Made of whole-tensor operations, because libtorch's own takes six times as long on a processor.
/// </summary>
internal sealed class Doubling() : Module<Tensor, Tensor>(nameof(Doubling))
{
    /// <param name="x">[N, C, H, W]</param>
    /// <returns>[N, C, 2H, 2W]</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Along(Along(x, 3), 2).MoveToOuterDisposeScope();
    }

    // The middles of the two new pixels lie a quarter of an old one before and after its own middle.
    private static Tensor Along(Tensor x, int dimension)
    {
        var size = x.shape[dimension];
        var before = cat([x.narrow(dimension, 0, 1), x.narrow(dimension, 0, size - 1)], dimension);
        var after = cat([x.narrow(dimension, 1, size - 1), x.narrow(dimension, size - 1, 1)], dimension);
        return stack([x.lerp(before, 0.25), x.lerp(after, 0.25)], dimension + 1).flatten(dimension, dimension + 1);
    }
}
