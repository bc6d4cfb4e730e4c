using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// L_total = α L_content + β L_style + γ L_tv of pictures, as a network sees them (Gatys et al. 2016, equation 7; Johnson et
/// al. 2016, arXiv:1603.08155, equation 5). What the style wants is computed once.
/// </summary>
public sealed class PerceptualLoss : IDisposable
{
    private readonly Vgg19 _vgg;
    private readonly PerceptualSettings _settings;
    private readonly StyleTarget[] _styles;
    private readonly string[] _layers;

    /// <summary>Looks at the styles.</summary>
    /// <param name="vgg">the network; the caller keeps it</param>
    /// <param name="styles">at least one</param>
    /// <param name="settings">weights and layers</param>
    /// <exception cref="ArgumentException">There is no style, or one is no picture to look at.</exception>
    public PerceptualLoss(Vgg19 vgg, IReadOnlyList<Style> styles, PerceptualSettings settings)
    {
        Require.AtLeast(1, styles.Count, "The number of styles");
        (_vgg, _settings) = (vgg, settings);
        string[] styleLayers = [.. settings.StyleLayers ?? PerceptualSettings.UsualStyleLayers.Where(vgg.Layers.Contains)];
        _styles = [.. styles.Select(style => new StyleTarget(vgg, style, styleLayers))];
        _layers = [.. styleLayers, settings.ContentLayer];
    }

    /// <summary>Every layer that is looked at.</summary>
    internal IReadOnlyList<string> Layers => _layers;

    /// <summary>P, what the content loss compares with.</summary>
    /// <param name="photos">[N, 3, H, W], RGB in 0 … 1</param>
    /// <returns>the features at the content layer, [N, C, H', W']; the caller owns them</returns>
    public Tensor ContentOf(Tensor photos)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return Look(photos, _settings.ContentLayer)[_settings.ContentLayer].MoveToOuterDisposeScope();
    }

    /// <summary>The loss and its terms.</summary>
    /// <param name="images">x, the pictures that are painted: [N, 3, H, W], RGB in 0 … 1</param>
    /// <param name="contentTarget">P, as <see cref="ContentOf"/> gives it for photos of the same size</param>
    /// <returns>[4]: L_total, L_content, L_style, L_tv; call <c>backward</c> on the first</returns>
    public Tensor Terms(Tensor images, Tensor contentTarget)
    {
        using var scope = NewDisposeScope();
        var features = Look(images, _layers);
        var content = StyleLoss.Content(features[_settings.ContentLayer], contentTarget);
        var style =
            stack([.. _styles.Select(each => each.Weight * each.Loss(features))]).sum() / _styles.Sum(each => each.Weight);
        var variation = StyleLoss.TotalVariation(images);
        var total = _settings.Alpha * content + _settings.Beta * style + _settings.Gamma * variation;
        return stack([total, content, style, variation]).MoveToOuterDisposeScope();
    }

    private Dictionary<string, Tensor> Look(Tensor images, params string[] at)
    {
        using var precision = _settings.BFloat16 ? Autocast.BFloat16(_vgg.Device) : null;
        return _vgg.Features(images, at).ToDictionary(pair => pair.Key, pair => pair.Value.to(float32));
    }

    /// <summary>Frees what the styles want; the network stays with its owner.</summary>
    public void Dispose()
    {
        foreach (var style in _styles)
            style.Dispose();
    }
}
