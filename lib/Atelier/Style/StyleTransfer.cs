using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Paints a photo in the manner of one picture or several: looks for the image x that minimises the <see
/// cref="PerceptualLoss"/>, starting with the photo and changing its pixels (Gatys et al. 2016). It prints nothing: listen to
/// <see cref="Stepped"/>.
/// </summary>
public sealed class StyleTransfer : IDisposable
{
    private readonly PerceptualLoss _loss;
    private readonly Tensor _photo; // [3, H, W]
    private readonly Tensor _seen; // what the network gets to see of it
    private readonly Tensor? _canvas; // [H, W]: where any style rules; null for everywhere
    private readonly Tensor _contentTarget;
    private readonly Parameter _x; // [1, 3, H, W]
    private readonly Adam? _adam;
    private readonly Lbfgs? _lbfgs;
    private readonly LossGuard _guard = new(kept: "The painting");
    private readonly Stopwatch _clock = new();
    private Tensor? _terms;

    /// <summary>Prepares a painting in one style.</summary>
    /// <inheritdoc cref="StyleTransfer(Vgg19, Tensor, IReadOnlyList{Style}, StyleTransferSettings?, Tensor?)"/>
    public StyleTransfer(Vgg19 vgg, Tensor content, Tensor style, StyleTransferSettings? settings = null, Tensor? start = null)
        : this(vgg, content, [new Style(style)], settings, start)
    {
    }

    /// <summary>Prepares a painting: computes the targets, which stay the same throughout.</summary>
    /// <param name="vgg">the network that compares; the caller keeps it</param>
    /// <param name="content">the photo, [3, H, W], RGB in 0 … 1; the painting gets its size</param>
    /// <param name="styles">at least one</param>
    /// <param name="settings">how to paint</param>
    /// <param name="start">
    /// a picture of the photo's size to start from, such as an earlier result; else as the settings say
    /// </param>
    /// <exception cref="ArgumentException">
    /// A picture or a setting is not as it is wanted; the message says what to do.
    /// </exception>
    public StyleTransfer(
        Vgg19 vgg, Tensor content, IReadOnlyList<Style> styles, StyleTransferSettings? settings = null, Tensor? start = null)
    {
        using var scope = NewDisposeScope();
        Settings = settings ?? new StyleTransferSettings();
        Check(content, styles, start);
        _photo = content.to(vgg.Device, copy: true).DetachFromDisposeScope();
        Style[] onDevice = [.. styles.Select(style => style with { Image = style.Image.to(vgg.Device) })];
        (_seen, var seenStyles) = Recolour(onDevice);
        _seen.DetachFromDisposeScope();
        _canvas = styles.All(style => style.Mask is not null)
            ? stack([.. styles.Select(style => style.Mask!)]).sum([0]).clamp(0, 1).to(vgg.Device).DetachFromDisposeScope()
            : null;

        _loss = new PerceptualLoss(vgg, seenStyles, Settings);
        vgg.CheckPicture(_photo, "The photo", _loss.Layers);
        _contentTarget = _loss.ContentOf(_seen.unsqueeze(0)).DetachFromDisposeScope();
        var first = start?.to(vgg.Device) ?? StartingImage(seenStyles[0].Image);
        _x = (Parameter)new Parameter(first.unsqueeze(0).clone()).DetachFromDisposeScope();
        if (Settings.Optimizer == StyleOptimizer.Adam)
            _adam = optim.Adam([_x], Settings.LearningRate);
        else
            _lbfgs = new Lbfgs(_x, Settings.LearningRate);
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<StyleStep>? Stepped;

    /// <summary>How it paints.</summary>
    public StyleTransferSettings Settings { get; }

    /// <summary>Steps done so far.</summary>
    public int Step { get; private set; }

    /// <summary>[1, 3, H, W], 0 … 1 or a little beyond: x, and where no style rules the photo.</summary>
    private Tensor Image => _canvas is null ? _x.alias() : _seen + _canvas * (_x - _seen);

    /// <summary>The painting as it is now.</summary>
    /// <returns>[3, H, W], RGB in 0 … 1, a copy; the caller owns it</returns>
    public Tensor Picture()
    {
        using var scope = NewDisposeScope();
        var painting = Image.detach().squeeze(0).clamp(0, 1);
        if (Settings.Colours == StyleColours.OfContent)
            painting = Colours.KeepOf(_photo, painting);
        return painting.MoveToOuterDisposeScope();
    }

    /// <summary>Paints for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps; a hundred or two make a picture</param>
    /// <param name="cancellation">stops between two steps, and what is painted stays; by default a notebook's stop button</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss is NaN or infinite; the painting has taken no step by it.
    /// </exception>
    public void Run(int steps, CancellationToken? cancellation = null)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var stop = cancellation ?? RunningCell.Cancellation;
        for (var done = 0; done < steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            _clock.Start();
            var report = _lbfgs is null ? DescendByAdam() : DescendByLbfgs(_lbfgs);
            Step++;
            _clock.Stop();
            Stepped?.Invoke(report with { Seconds = _clock.Elapsed.TotalSeconds });
        }
    }

    private StyleStep DescendByAdam()
    {
        using var scope = NewDisposeScope();
        _adam!.zero_grad();
        Loss().backward();
        var report = Report(evaluations: Step + 1);
        _adam.step();
        using var noGradients = no_grad();
        _x.clamp_(0, 1);
        return report;
    }

    private StyleStep DescendByLbfgs(Lbfgs lbfgs)
    {
        var value = lbfgs.Step(Loss);
        var report = Report(lbfgs.Evaluations);
        _guard.Check(Step + 1, Settings.LearningRate, ("the gradient of L_total", value));
        return report;
    }

    /// <summary>Reads the losses of this step, which waits for the device, and stops where one is no finite number.</summary>
    private StyleStep Report(int evaluations)
    {
        var report = StyleStep.Of(Step + 1, evaluations, _terms!, _clock.Elapsed);
        _guard.Check(report.Step, Settings.LearningRate, report.Losses);
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
    private (Tensor Photo, IReadOnlyList<Style> Styles) Recolour(IReadOnlyList<Style> styles) => Settings.Colours switch
    {
        StyleColours.OfContent => (Colours.Luminance(_photo), Change(styles, Colours.Luminance)),
        StyleColours.Matched => (_photo.alias(), Change(styles, image => Colours.Match(image, _photo))),
        _ => (_photo.alias(), styles),
    };

    private void Check(Tensor photo, IReadOnlyList<Style> styles, Tensor? start)
    {
        Require.LearningRate(Settings.LearningRate, "StyleTransferSettings.LearningRate");
        Require.AtLeast(1, styles.Count, "The number of styles");
        PictureInput.One(photo, "The photo", least: 2);
        PictureInput.Values(photo, "The photo");
        foreach (var style in styles)
        {
            PictureInput.One(style.Image, "The style");
            CheckSize(style.Mask, "The mask", photo, photo.shape[1..]);
        }

        CheckSize(start, "The start", photo, photo.shape);
        if (start is not null)
            PictureInput.Values(start, "The start");
    }

    private static void CheckSize(Tensor? picture, string what, Tensor photo, long[] shape)
    {
        if (picture is not null && !picture.shape.SequenceEqual(shape))
            throw PictureInput.Refusal(
                picture, what, $"{Shapes.Text(shape)} is wanted, since the photo is {Shapes.Text(photo)}",
                "Images.Resize makes it fit.");
    }

    private static Style[] Change(IReadOnlyList<Style> styles, Func<Tensor, Tensor> change) =>
        [.. styles.Select(style => style with { Image = change(style.Image) })];

    private Tensor StartingImage(Tensor seenStyle)
    {
        using var generator = new Generator((ulong)Settings.Seed, CPU);
        return Settings.Start switch
        {
            StyleStart.Content => _seen,
            StyleStart.Style => Images.Resize(seenStyle, _photo.shape[1], _photo.shape[2]),
            _ => rand(_photo.shape, generator: generator).to(_photo.device),
        };
    }

    /// <summary>Frees the painting and the targets; the network stays with its owner.</summary>
    public void Dispose()
    {
        _adam?.Dispose();
        _lbfgs?.Dispose();
        _loss.Dispose();
        _terms?.Dispose();
        _contentTarget.Dispose();
        _photo.Dispose();
        _seen.Dispose();
        _canvas?.Dispose();
        _x.Dispose();
    }
}
