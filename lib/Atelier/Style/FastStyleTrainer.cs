using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains a network to paint in one style: at each step it paints some pieces of photos and changes its weights, not the
/// pixels, to lower the <see cref="PerceptualLoss"/> (Johnson et al. 2016, arXiv:1603.08155). It prints nothing: listen to
/// <see cref="Stepped"/>.
/// </summary>
public sealed class FastStyleTrainer : IStyleTrainer
{
    private readonly nn.Module<Tensor, Tensor> painter;
    private readonly PerceptualLoss loss;
    private readonly RandomCrops crops;
    private readonly FastStyleSettings settings;
    private readonly Device device;
    private readonly Adam adam;
    private readonly Stopwatch clock = new();

    /// <summary>Makes a trainer of a painter, which it uses but does not own.</summary>
    /// <param name="painter">such as a <see cref="FastStyle"/>, on the device of <paramref name="vgg"/></param>
    /// <param name="vgg">the network that compares; the caller keeps it</param>
    /// <param name="style">[3, H, W], RGB in [0, 1]</param>
    /// <param name="photos">
    /// [3, H, W] each, at least as large as a piece; the more, the better it paints what it has not seen
    /// </param>
    /// <param name="settings">how to train</param>
    public FastStyleTrainer(
        nn.Module<Tensor, Tensor> painter, Vgg19 vgg, Tensor style, IReadOnlyList<Tensor> photos,
        FastStyleSettings? settings = null)
    {
        this.settings = settings ?? new FastStyleSettings();
        (this.painter, device) = (painter, vgg.Device);
        loss = new PerceptualLoss(vgg, [new Style(style)], this.settings);
        crops = new RandomCrops(photos, this.settings.CropSize, this.settings.Seed);
        adam = optim.Adam(painter.parameters(), this.settings.LearningRate);
    }

    /// <inheritdoc/>
    public event Action<StyleStep>? Stepped;

    /// <inheritdoc/>
    public int Step { get; private set; }

    /// <inheritdoc/>
    public void Train(int steps, CancellationToken cancellation = default)
    {
        painter.train();
        for (var done = 0; done < steps; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            clock.Start();
            var report = Learn();
            clock.Stop();
            Stepped?.Invoke(report);
        }
    }

    private StyleStep Learn()
    {
        using var scope = NewDisposeScope();
        var photos = crops.Batch(Step, settings.BatchSize).to(device);
        var terms = loss.Terms(painter.call(photos), loss.ContentOf(photos));
        adam.zero_grad();
        terms[0].backward();
        adam.step();
        Step++;
        return StyleStep.Of(Step, Step, terms.detach(), clock.Elapsed);
    }

    /// <summary>Frees Adam's state and what the style wants; painter and network stay with their owners.</summary>
    public void Dispose()
    {
        adam.Dispose();
        loss.Dispose();
    }
}
