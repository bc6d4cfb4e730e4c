using static TorchSharp.torch;

namespace Atelier;

internal static class Shapes
{
    /// <summary>A tensor's shape, for people.</summary>
    public static string Text(Tensor tensor) => Text(tensor.shape);

    /// <summary>A shape, for people.</summary>
    public static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>
    /// The bytes of a tensor whose shape a file claims, or -1 where the claim cannot be true: a negative size, or more bytes than
    /// there are. It never overflows, and a shape that it accepts can be given to torch.
    /// </summary>
    /// <param name="shape">the dimensions; none for a single number</param>
    /// <param name="width">bytes of one element</param>
    /// <param name="atMost">bytes that there are</param>
    public static long Bytes(long[] shape, long width, long atMost)
    {
        var isEmpty = shape.Contains(0);
        // The other sizes of an empty tensor take no bytes, but torch multiplies them all the same.
        var limit = isEmpty ? int.MaxValue : atMost;
        var bytes = width;
        foreach (var size in shape.Where(size => size != 0))
        {
            if (size < 0 || size > limit / bytes)
                return -1;
            bytes *= size;
        }
        return isEmpty ? 0 : bytes;
    }
}
