using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The weights of a network with VGG-19's layers, and the pixels that these weights want. The width of each layer is that of
/// the weights, so the course's compact network is one as well.
/// </summary>
/// <param name="Name">which network it is, for people</param>
/// <param name="Input">the pixels that it wants</param>
/// <param name="Tensors">
/// <c>features.N.weight</c> [out, in, 3, 3] and <c>features.N.bias</c> [out], N being the place in <see cref="VggLayers.Names"/>;
/// float32, on the CPU. A convolution can also go through fewer channels (as the compact VGG does): then its weight is
/// [few, in, 3, 3], and <c>features.N.expand.weight</c> [out, few, 1, 1] leads from these to all
/// </param>
public sealed record VggWeights(string Name, VggInput Input, IReadOnlyDictionary<string, Tensor> Tensors) : IDisposable
{
    /// <summary>
    /// The best network that is on this machine: the VGG-19 that <c>./course data</c> has downloaded, else the one in the folder
    /// <c>ATELIER_WEIGHTS</c>, else the compact network that comes with the course. It downloads nothing. <see cref="Name"/>
    /// says which it is.
    /// </summary>
    public static VggWeights Load() => VggFile.Find().Load();

    /// <summary>
    /// Untrained weights of VGG-19's shape (He et al. 2015, arXiv:1502.01852): what does a network see that has learnt
    /// nothing?
    /// </summary>
    /// <param name="seed">the same seed gives the same network</param>
    public static VggWeights Random(int seed = 1)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var tensors = new Dictionary<string, Tensor>();
        var (channels, width) = (3L, 64L);
        for (var i = 0; i < VggLayers.Names.Count; i++)
        {
            if (VggLayers.Names[i].StartsWith("pool", StringComparison.Ordinal))
                width = Math.Min(512, 2 * width);
            if (!VggLayers.Names[i].StartsWith("conv", StringComparison.Ordinal))
                continue;
            var weight = randn(width, channels, 3, 3, generator: generator) * Math.Sqrt(2.0 / (9 * channels));
            tensors[$"features.{i}.weight"] = weight.MoveToOuterDisposeScope();
            tensors[$"features.{i}.bias"] = zeros(width).MoveToOuterDisposeScope();
            channels = width;
        }
        return new VggWeights("random weights, untrained", VggInput.Torchvision, tensors);
    }

    /// <summary>Frees the tensors. A <see cref="Vgg19"/> made of them has its own copies.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
