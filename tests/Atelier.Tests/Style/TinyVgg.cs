using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>
/// Networks with VGG-19's layers and few channels: quick, and as good as the true one for what does not depend on the
/// weights.
/// </summary>
internal static class TinyVgg
{
    /// <summary>Random weights of the given width in every layer up to the last one named.</summary>
    public static VggWeights Weights(string last = "conv4_2", int width = 4, VggInput? input = null, int seed = 7)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var tensors = new Dictionary<string, Tensor>();
        var channels = 3;
        for (var i = 0; i <= VggLayers.IndexOf(last); i++)
        {
            if (!VggLayers.Names[i].StartsWith("conv", StringComparison.Ordinal))
                continue;
            var weight = randn([width, channels, 3, 3], generator: generator) * Math.Sqrt(2.0 / (9 * channels));
            tensors[$"features.{i}.weight"] = weight.MoveToOuterDisposeScope();
            tensors[$"features.{i}.bias"] = (randn([width], generator: generator) / 10).MoveToOuterDisposeScope();
            channels = width;
        }
        return new VggWeights("tiny", input ?? VggInput.Torchvision, tensors);
    }

    public static Vgg19 Network(string last = "conv4_2", int width = 4)
    {
        using var weights = Weights(last, width);
        return new Vgg19(weights, device: CPU);
    }

    /// <summary>A picture that is the same at every run: [3, height, width] in [0, 1].</summary>
    public static Tensor Picture(int height, int width, int seed = 1)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return rand([3, height, width], generator: generator);
    }
}
