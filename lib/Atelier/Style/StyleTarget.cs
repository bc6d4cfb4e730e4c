using static TorchSharp.torch;

namespace Atelier;

/// <summary>A style as the loss knows it: one Gram matrix A for each layer, computed once.</summary>
public sealed class StyleTarget : IDisposable
{
    private readonly Dictionary<string, Tensor> _grams = [];
    private readonly Tensor? _mask;

    /// <summary>Looks at a style through a network.</summary>
    /// <param name="vgg">the network</param>
    /// <param name="style">the picture, its weight and its mask</param>
    /// <param name="layers">where style is compared, such as <c>relu1_1</c></param>
    /// <exception cref="ArgumentException">The picture or its mask is not as a <see cref="Style"/> has it.</exception>
    public StyleTarget(Vgg19 vgg, Style style, IReadOnlyList<string> layers)
    {
        if (style.Image.dim() != 3)
            PictureInput.One(style.Image, "The style");
        vgg.CheckPicture(style.Image, "The style", layers);
        PictureInput.Values(style.Image, "The style");
        if (style.Mask is { } where && where.dim() != 2)
            throw PictureInput.Refusal(where, "The mask", "[H, W] of the photo's size is wanted", "");
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Weight = style.Weight;
        _mask = style.Mask?.to(vgg.Device, copy: true).unsqueeze(0).unsqueeze(0).DetachFromDisposeScope(); // [1, 1, H, W]
        foreach (var (layer, features) in vgg.Features(style.Image.to(vgg.Device), [.. layers]))
            _grams[layer] = StyleLoss.GramMatrix(features).DetachFromDisposeScope();
    }

    /// <summary>The style's share where there are several.</summary>
    public double Weight { get; }

    /// <summary>
    /// L_style: the mean of <see cref="StyleLoss.Style"/> over the layers (w_l = 1 / L in Gatys et al. 2016, equation 5).
    /// </summary>
    /// <param name="features">of the picture that is painted, by layer: [N, C, H, W] each, float32</param>
    public Tensor Loss(IReadOnlyDictionary<string, Tensor> features)
    {
        using var scope = NewDisposeScope();
        var losses = _grams.Select(gram => StyleLoss.Style(
            StyleLoss.GramMatrix(features[gram.Key], MaskFor(features[gram.Key])), target: gram.Value));
        return stack([.. losses]).mean().MoveToOuterDisposeScope();
    }

    private Tensor? MaskFor(Tensor features) =>
        _mask is null ? null : nn.functional.adaptive_avg_pool2d(_mask, [features.shape[2], features.shape[3]]);

    /// <summary>Frees the Gram matrices.</summary>
    public void Dispose()
    {
        foreach (var gram in _grams.Values)
            gram.Dispose();
        _mask?.Dispose();
    }
}
