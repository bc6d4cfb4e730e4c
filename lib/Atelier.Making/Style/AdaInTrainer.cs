using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// Trains an <see cref="AdaInDecoder"/>: what it paints should have the features t that it was given (content), and the means
/// and deviations of the style at every style layer (Huang &amp; Belongie 2017, equations 11 to 13). Only the decoder learns.
/// </summary>
internal sealed class AdaInTrainer : StyleTrainer
{
    private readonly Vgg19 _vgg;
    private readonly AdaInDecoder _decoder;
    private readonly AdaInPainter _painter;
    private readonly RandomCrops _photos;
    private readonly RandomCrops _styles;
    private readonly FastStyleSettings _settings;
    private readonly string[] _styleLayers;

    /// <summary>Makes a trainer of a decoder, which it uses but does not own.</summary>
    /// <param name="decoder">on the device of <paramref name="vgg"/></param>
    /// <param name="vgg">encoder and judge; the caller keeps it</param>
    /// <param name="photos">[3, H, W] each, at least as large as a piece</param>
    /// <param name="styles">[3, H, W] each, at least as large as a piece; the more, the better for styles it has not seen</param>
    /// <param name="settings">β, the style layers, the pieces and Adam; without total variation</param>
    public AdaInTrainer(
        AdaInDecoder decoder, Vgg19 vgg, IReadOnlyList<Tensor> photos, IReadOnlyList<Tensor> styles,
        FastStyleSettings? settings = null)
        : base(decoder, (settings ??= new FastStyleSettings()).LearningRate)
    {
        Require.AtLeast(1, settings.BatchSize, "FastStyleSettings.BatchSize");
        _settings = settings;
        (_vgg, _decoder, _painter) = (vgg, decoder, new AdaInPainter(vgg, decoder));
        _photos = new RandomCrops(photos, settings.CropSize, settings.Seed);
        _styles = new RandomCrops(styles, settings.CropSize, settings.Seed + 1);
        _styleLayers = [.. settings.StyleLayers ?? ["relu1_1", "relu2_1", "relu3_1"]];
    }

    /// <inheritdoc/>
    /// <remarks>L_tv is 0.</remarks>
    private protected override Tensor Terms()
    {
        using var scope = NewDisposeScope();
        var x = _photos.Batch(Step, _settings.BatchSize).to(_vgg.Device);
        var y = _styles.Batch(Step, _settings.BatchSize).to(_vgg.Device);
        var wanted = _vgg.Features(y, [.. _styleLayers, _painter.Layer]);
        var target = AdaIn.Transfer(_painter.Encode(x), wanted[_painter.Layer] / _painter.Unit);
        var seen = _vgg.Features(_decoder.call(target), [.. _styleLayers, _painter.Layer]);
        var content = StyleLoss.Content(seen[_painter.Layer] / _painter.Unit, target);
        var style = Style(seen, wanted);
        var total = _settings.Alpha * content + _settings.Beta * style;
        return stack([total, content, style, zeros_like(total)]).MoveToOuterDisposeScope();
    }

    /// <summary>Relative errors of μ and σ, averaged over the layers.</summary>
    private Tensor Style(IReadOnlyDictionary<string, Tensor> seen, IReadOnlyDictionary<string, Tensor> target)
    {
        return stack([.. _styleLayers.Select(layer =>
        {
            var (mean, deviation) = AdaIn.Statistics(seen[layer]);
            var (wantedMean, wantedDeviation) = AdaIn.Statistics(target[layer]);
            return StyleLoss.Content(mean, wantedMean) + StyleLoss.Content(deviation, wantedDeviation);
        })]).mean();
    }
}
