namespace Atelier;

/// <summary>
/// The layers of VGG-19's convolutional part in order (Simonyan &amp; Zisserman 2014, arXiv:1409.1556, configuration E): five
/// blocks of 2, 2, 4, 4 and 4 convolutions, each followed by a ReLU, and a pooling after each block. A layer's place in the
/// list is its number in torchvision's <c>vgg19().features</c>, by which the weights are named.
/// </summary>
public static class VggLayers
{
    private static readonly int[] s_convolutionsInBlock = [2, 2, 4, 4, 4];

    /// <summary><c>conv1_1</c>, <c>relu1_1</c>, <c>conv1_2</c>, <c>relu1_2</c>, <c>pool1</c>, … <c>pool5</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. AllNames()];

    /// <summary>A layer's place in <see cref="Names"/>: 0 for <c>conv1_1</c>, 21 for <c>conv4_2</c>.</summary>
    /// <exception cref="ArgumentException">VGG-19 has no layer of that name.</exception>
    public static int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i] == name)
                return i;
        throw new ArgumentException(
            $"VGG-19 has no layer '{name}'. Its layers are conv1_1, relu1_1, conv1_2, relu1_2, pool1, conv2_1, … pool5.");
    }

    /// <summary>How often a layer's features have been halved: 2 for <c>relu3_1</c>.</summary>
    internal static int PoolingsBefore(string layer) =>
        Names.Take(IndexOf(layer) + 1).Count(name => name.StartsWith("pool", StringComparison.Ordinal));

    private static IEnumerable<string> AllNames()
    {
        for (var block = 1; block <= s_convolutionsInBlock.Length; block++)
        {
            for (var i = 1; i <= s_convolutionsInBlock[block - 1]; i++)
            {
                yield return $"conv{block}_{i}";
                yield return $"relu{block}_{i}";
            }
            yield return $"pool{block}";
        }
    }
}
