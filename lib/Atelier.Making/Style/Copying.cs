using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier.Making;

/// <summary>What a painting has copied out of its style.</summary>
internal static class Copying
{
    private const double LeastContrast = 0.03; // standard deviation; flatter patches are alike anyway

    /// <summary>
    /// The share of a painting that is copied: of its square patches side by side, those that are alike (a correlation of their
    /// brightness above <paramref name="least"/>) to a patch somewhere in the style's picture. Patches without contrast are
    /// not counted.
    /// </summary>
    /// <param name="painting">[3, H, W], RGB in 0 … 1</param>
    /// <param name="style">[3, H', W'], RGB in 0 … 1, at the size at which it was painted after</param>
    /// <param name="size">pixels of a patch's side; each picture is at least as large</param>
    /// <param name="least">the correlation, −1 … 1, from which a patch counts as copied</param>
    public static double Share(Tensor painting, Tensor style, int size = 24, double least = 0.8)
    {
        Require.AtLeast(2, size, "The size of a patch");
        PictureInput.One(painting, "The painting", least: size);
        PictureInput.One(style, "The style", least: size);
        using var scope = NewDisposeScope();
        var patches = unfold(Grey(painting), size, stride: size)[0].t(); // [N, size²]
        patches -= patches.mean([1], keepdim: true);
        var contrast = patches.square().mean([1]).sqrt();
        patches = (patches / patches.norm(1, keepdim: true))[contrast > LeastContrast];
        if (patches.shape[0] == 0)
            return 0;
        var everywhere = Grey(style);
        var mean = avg_pool2d(everywhere, size, stride: 1);
        var deviation = (avg_pool2d(everywhere.square(), size, stride: 1) - mean.square()).clamp_min(0).sqrt();
        var product = conv2d(everywhere, patches.reshape(-1, 1, size, size));
        var correlation = product / (size * deviation).clamp_min(1e-3);
        return (correlation.amax([0, 2, 3]) > least).to(float32).mean().item<float>();
    }

    /// <summary>[1, 1, H, W]</summary>
    private static Tensor Grey(Tensor image) => Colours.Luminance(image)[..1].unsqueeze(0);
}
