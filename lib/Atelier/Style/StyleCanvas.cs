using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>A painting at one size: what the loss compares with, the pixels x, and what moves them.</summary>
internal sealed class StyleCanvas : IDisposable
{
    private readonly StyleTransferSettings _settings;
    private readonly LossGuard _guard;
    private readonly PerceptualLoss _loss;
    private readonly Tensor _seen; // [3, H, W]: what the network gets to see of the photo
    private readonly Tensor? _mask; // [H, W]: where any style rules; null for everywhere
    private readonly Tensor _contentTarget;
    private readonly Parameter _x; // [1, 3, H, W]
    private readonly Adam? _adam;
    private readonly Lbfgs? _lbfgs;
    private Tensor? _terms;
    private int _steps;

    /// <param name="vgg">the network that compares</param>
    /// <param name="photo">[3, H, W], on the network's device</param>
    /// <param name="styles">on that device as well</param>
    /// <param name="settings">how to paint</param>
    /// <param name="guard">of the whole painting: it remembers the losses of other sizes</param>
    /// <param name="start">[3, H, W]; else as the settings say</param>
    public StyleCanvas(
        Vgg19 vgg, Tensor photo, IReadOnlyList<Style> styles, StyleTransferSettings settings, LossGuard guard, Tensor? start)
    {
        using var scope = NewDisposeScope();
        (_settings, _guard) = (settings, guard);
        (_seen, var seenStyles) = Recolour(photo, styles);
        _seen.DetachFromDisposeScope();
        _mask = styles.All(style => style.Mask is not null)
            ? stack([.. styles.Select(style => style.Mask!)]).sum([0]).clamp(0, 1).to(vgg.Device).DetachFromDisposeScope()
            : null;
        _loss = new PerceptualLoss(vgg, seenStyles, settings);
        vgg.CheckPicture(photo, "The photo", _loss.Layers);
        _contentTarget = _loss.ContentOf(_seen.unsqueeze(0)).DetachFromDisposeScope();
        var first = start?.to(vgg.Device) ?? StartingImage(seenStyles[0].Image);
        _x = (Parameter)new Parameter(first.unsqueeze(0).clone()).DetachFromDisposeScope();
        if (settings.Optimizer == StyleOptimizer.Adam)
            _adam = optim.Adam([_x], settings.LearningRate);
        else
            _lbfgs = new Lbfgs(_x, settings.LearningRate);
    }

    /// <summary>How often the loss was computed at this size.</summary>
    public int Evaluations => _lbfgs?.Evaluations ?? _steps;

    /// <summary>x as it is now, [3, H, W] in 0 … 1; the caller owns it.</summary>
    public Tensor Pixels() => Finished(_x);

    /// <summary>x, and where no style rules the photo: [3, H, W] in 0 … 1; the caller owns it.</summary>
    public Tensor Painting()
    {
        using var scope = NewDisposeScope();
        return Finished(Image).MoveToOuterDisposeScope();
    }

    /// <summary>Moves the pixels once.</summary>
    /// <param name="step">the number of the step, counted over all sizes</param>
    /// <returns>its losses; evaluations and seconds are left for the caller</returns>
    /// <exception cref="NotFiniteNumberException">A loss is NaN or infinite; x has not moved.</exception>
    public StyleStep Descend(int step)
    {
        var report = _lbfgs is null ? DescendByAdam(step) : DescendByLbfgs(_lbfgs, step);
        _steps++;
        return report;
    }

    private Tensor Image => _mask is null ? _x.alias() : _seen + _mask * (_x - _seen);

    private StyleStep DescendByAdam(int step)
    {
        using var scope = NewDisposeScope();
        _adam!.zero_grad();
        Loss().backward();
        var report = Report(step);
        _adam.step();
        using var noGradients = no_grad();
        _x.clamp_(0, 1);
        return report;
    }

    private StyleStep DescendByLbfgs(Lbfgs lbfgs, int step)
    {
        var value = lbfgs.Step(Loss);
        var report = Report(step);
        _guard.Check(step, _settings.LearningRate, ("the gradient of L_total", value));
        return report;
    }

    /// <summary>Reads the losses of this step, which waits for the device, and stops where one is no finite number.</summary>
    private StyleStep Report(int step)
    {
        var report = StyleStep.Of(step, evaluations: 0, _terms!, TimeSpan.Zero);
        _guard.Check(step, _settings.LearningRate, report.Losses);
        return report;
    }

    /// <summary>L_total of the image as it is now.</summary>
    private Tensor Loss()
    {
        using var scope = NewDisposeScope();
        var all = _loss.Terms(Image, _contentTarget);
        _terms?.Dispose();
        _terms = all.detach().DetachFromDisposeScope();
        return all[0].MoveToOuterDisposeScope();
    }

    /// <summary>What the network gets to see of the photo and the styles, so that the painting gets the right colours.</summary>
    private (Tensor Photo, IReadOnlyList<Style> Styles) Recolour(Tensor photo, IReadOnlyList<Style> styles) =>
        _settings.Colours switch
        {
            StyleColours.OfContent => (Colours.Luminance(photo), Change(styles, Colours.Luminance)),
            StyleColours.Matched => (photo.alias(), Change(styles, image => Colours.Match(image, photo))),
            _ => (photo.alias(), styles),
        };

    private static Style[] Change(IReadOnlyList<Style> styles, Func<Tensor, Tensor> change) =>
        [.. styles.Select(style => style with { Image = change(style.Image) })];

    private Tensor StartingImage(Tensor seenStyle)
    {
        using var generator = new Generator((ulong)_settings.Seed, CPU);
        return _settings.Start switch
        {
            StyleStart.Content => _seen,
            StyleStart.Style => Images.Resize(seenStyle, _seen.shape[1], _seen.shape[2]),
            _ => rand(_seen.shape, generator: generator).to(_seen.device),
        };
    }

    private static Tensor Finished(Tensor image)
    {
        using var scope = NewDisposeScope();
        return image.detach().squeeze(0).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the pixels and the targets.</summary>
    public void Dispose()
    {
        _adam?.Dispose();
        _lbfgs?.Dispose();
        _loss.Dispose();
        _terms?.Dispose();
        _contentTarget.Dispose();
        _seen.Dispose();
        _mask?.Dispose();
        _x.Dispose();
    }
}
