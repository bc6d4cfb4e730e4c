using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

internal static class TensorAssert
{
    /// <summary>Same shape, type and values, bit for bit.</summary>
    public static bool Same(this Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return a.shape.SequenceEqual(b.shape) && a.dtype == b.dtype && (a == b).all().item<bool>();
    }
}
