using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// Trains an <see cref="AdaInDecoder"/>: what it paints should have the features t that it was given (content), and the means
/// and deviations of the style at every style layer (Huang &amp; Belongie 2017, equations 11 to 13). Only the decoder learns.
/// </summary>
internal sealed class AdaInTrainer : StyleTrainer
{
    private readonly Vgg19 vgg;
    private readonly AdaInDecoder decoder;
    private readonly AdaInPainter painter;
    private readonly RandomCrops photos;
    private readonly RandomCrops styles;
    private readonly FastStyleSettings settings;
    private readonly string[] styleLayers;

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
        this.settings = settings;
        (this.vgg, this.decoder, painter) = (vgg, decoder, new AdaInPainter(vgg, decoder));
        this.photos = new RandomCrops(photos, settings.CropSize, settings.Seed);
        this.styles = new RandomCrops(styles, settings.CropSize, settings.Seed + 1);
        styleLayers = [.. settings.StyleLayers ?? ["relu1_1", "relu2_1", "relu3_1"]];
    }

    /// <inheritdoc/>
    /// <remarks>L_tv is 0.</remarks>
    private protected override Tensor Terms()
    {
        using var scope = NewDisposeScope();
        var x = photos.Batch(Step, settings.BatchSize).to(vgg.Device);
        var y = styles.Batch(Step, settings.BatchSize).to(vgg.Device);
        var wanted = vgg.Features(y, [.. styleLayers, AdaInPainter.Layer]);
        var target = AdaIn.Transfer(painter.Encode(x), wanted[AdaInPainter.Layer] / painter.Unit);
        var seen = vgg.Features(decoder.call(target), [.. styleLayers, AdaInPainter.Layer]);
        var content = StyleLoss.Content(seen[AdaInPainter.Layer] / painter.Unit, target);
        var style = Style(seen, wanted);
        var total = settings.Alpha * content + settings.Beta * style;
        return stack([total, content, style, zeros_like(total)]).MoveToOuterDisposeScope();
    }

    /// <summary>Relative errors of μ and σ, averaged over the layers.</summary>
    private Tensor Style(IReadOnlyDictionary<string, Tensor> seen, IReadOnlyDictionary<string, Tensor> target)
    {
        return stack([.. styleLayers.Select(layer =>
        {
            var (mean, deviation) = AdaIn.Statistics(seen[layer]);
            var (wantedMean, wantedDeviation) = AdaIn.Statistics(target[layer]);
            return StyleLoss.Content(mean, wantedMean) + StyleLoss.Content(deviation, wantedDeviation);
        })]).mean();
    }
}
