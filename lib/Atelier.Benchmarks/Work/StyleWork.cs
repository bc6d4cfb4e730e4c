using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>Steps of a style transfer. A random photo and style serve: the time does not depend on what they show.</summary>
internal static class StyleWork
{
    private const int Side = 512;

    /// <summary>Whether there is a VGG-19 besides the small network that comes with the course.</summary>
    public static bool HasTrue => VggFile.Find().Path != Compact.Path;

    /// <summary>The small network that comes with the course.</summary>
    public static VggFile Compact => new(
        Path.Combine(CoursePaths.Data, "compact-vgg", "compact-vgg.safetensors"), "compact VGG", VggInput.Compact);

    /// <param name="network"><c>compact</c>, <c>true</c>, or <c>random</c>: VGG-19's shape without its weights</param>
    /// <param name="variant"><c>plain</c>: without the library's painter; <c>default</c>; <c>fast</c>: in bfloat16</param>
    public static Action<int> Steps(string network, string variant)
    {
        manual_seed(1);
        var (photo, style) = (rand(3, Side, Side), rand(3, Side, Side));
        var weights = Weights(network);
        if (variant == "plain") return PlainStyle.Steps(weights, photo, style);
        var painting = new StyleTransfer(
            new Vgg19(weights), photo, style, new StyleTransferSettings { BFloat16 = variant == "fast" });
        return steps => painting.Run(steps);
    }

    /// <summary>The same picture painted by a trained painter, once a step.</summary>
    public static Action<int> Passes()
    {
        var painter = FastStyle.Trained("great-wave");
        var photo = rand([1, 3, Side, Side], device: Compute.Device);
        return steps =>
        {
            using var noGradients = no_grad();
            for (var step = 0; step < steps; step++) painter.call(photo).Dispose();
        };
    }

    private static VggWeights Weights(string network) => network switch
    {
        "random" => VggWeights.Random(),
        "compact" => Compact.Load(),
        _ => VggFile.Find().Load(),
    };
}
