using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains a network to paint in one style: at each step it paints some pieces of photos and changes its weights, not the
/// pixels, to lower the <see cref="PerceptualLoss"/> (Johnson et al. 2016, arXiv:1603.08155).
/// </summary>
public sealed class FastStyleTrainer : StyleTrainer
{
    private readonly nn.Module<Tensor, Tensor> _painter;
    private readonly (int Shrinking, PerceptualLoss Loss)[] _losses;
    private readonly RandomCrops _crops;
    private readonly FastStyleSettings _settings;
    private readonly Device _device;

    /// <summary>Makes a trainer of a painter, which it uses but does not own.</summary>
    /// <param name="painter">such as a <see cref="FastStyle"/>, on the device of <paramref name="vgg"/></param>
    /// <param name="vgg">the network that compares; the caller keeps it</param>
    /// <param name="style">[3, H, W], RGB in 0 … 1</param>
    /// <param name="photos">
    /// [3, H, W] each, RGB in 0 … 1, at least as large as a piece; the more, the better it paints what it has not seen
    /// </param>
    /// <param name="settings">how to train</param>
    public FastStyleTrainer(
        nn.Module<Tensor, Tensor> painter, Vgg19 vgg, Tensor style, IReadOnlyList<Tensor> photos,
        FastStyleSettings? settings = null)
        : base(painter, (settings ?? new FastStyleSettings()).LearningRate)
    {
        _settings = settings ?? new FastStyleSettings();
        Require.AtLeast(1, _settings.BatchSize, "FastStyleSettings.BatchSize");
        (_painter, _device) = (painter, vgg.Device);
        using var scope = NewDisposeScope();
        _losses = [.. _settings.Shrinkings.Select(
            times => (times, new PerceptualLoss(vgg, [new Style(Shrunk(style.unsqueeze(0), times)[0])], _settings)))];
        _crops = new RandomCrops(photos, _settings.CropSize, _settings.Seed);
    }

    private protected override Tensor Terms()
    {
        using var scope = NewDisposeScope();
        var photos = _crops.Batch(Step, _settings.BatchSize).to(_device);
        var painted = _painter.call(photos);
        return stack([.. _losses.Select(each => each.Loss.Terms(
                Shrunk(painted, each.Shrinking), each.Loss.ContentOf(Shrunk(photos, each.Shrinking))))])
            .mean([0]).MoveToOuterDisposeScope();
    }

    private static Tensor Shrunk(Tensor images, int times) =>
        times == 1 ? images.alias() : nn.functional.avg_pool2d(images, times);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var (_, loss) in _losses)
            loss.Dispose();
    }
}
