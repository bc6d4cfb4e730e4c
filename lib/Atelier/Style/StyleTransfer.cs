using System.Diagnostics;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Paints a photo in the manner of one picture or several: looks for the image x that minimises the <see
/// cref="PerceptualLoss"/>, starting with the photo and changing its pixels (Gatys et al. 2016), at smaller sizes first where
/// <see cref="StyleTransferSettings.Stages"/> says so. It prints nothing: listen to <see cref="Stepped"/>.
/// </summary>
public sealed class StyleTransfer : IDisposable
{
    private readonly Vgg19 _vgg;
    private readonly Tensor _photo; // [3, H, W]
    private readonly Style[] _styles; // on the network's device
    private readonly Queue<StyleStage> _stages;
    private readonly LossGuard _guard = new(kept: "The painting");
    private readonly Stopwatch _clock = new();
    private StyleCanvas _canvas;
    private int _left; // steps at this size
    private int _evaluations; // at sizes that are done

    /// <summary>Prepares a painting in one style.</summary>
    /// <inheritdoc cref="StyleTransfer(Vgg19, Tensor, IReadOnlyList{Style}, StyleTransferSettings?, Tensor?)"/>
    public StyleTransfer(Vgg19 vgg, Tensor content, Tensor style, StyleTransferSettings? settings = null, Tensor? start = null)
        : this(vgg, content, [new Style(style)], settings, start)
    {
    }

    /// <summary>Prepares a painting: computes the targets of its first size.</summary>
    /// <param name="vgg">the network that compares; the caller keeps it</param>
    /// <param name="content">the photo, [3, H, W], RGB in 0 … 1; the painting gets its size</param>
    /// <param name="styles">at least one; their pictures shrink with the photo</param>
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
        Settings = settings ?? new StyleTransferSettings();
        StyleTransferInput.Check(content, styles, Settings, start);
        using var scope = NewDisposeScope();
        _vgg = vgg;
        _photo = content.to(vgg.Device, copy: true).DetachFromDisposeScope();
        _styles = [.. styles.Select(style => style with
        {
            Image = style.Image.to(vgg.Device, copy: true).DetachFromDisposeScope(),
            Mask = style.Mask?.clone().DetachFromDisposeScope(),
        })];
        _stages = new Queue<StyleStage>(Settings.Stages);
        _canvas = NextSize(start);
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<StyleStep>? Stepped;

    /// <summary>How it paints.</summary>
    public StyleTransferSettings Settings { get; }

    /// <summary>Steps done so far, at all sizes.</summary>
    public int Step { get; private set; }

    /// <summary>The painting as it is now.</summary>
    /// <returns>[3, H, W] of the photo's size, RGB in 0 … 1, a copy; the caller owns it</returns>
    public Tensor Picture()
    {
        using var scope = NewDisposeScope();
        var painting = Resized(_canvas.Painting(), _photo.shape[1], _photo.shape[2]);
        if (Settings.Colours == StyleColours.OfContent)
            painting = Colours.KeepOf(_photo, painting);
        return painting.MoveToOuterDisposeScope();
    }

    /// <summary>Paints for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps, those at smaller sizes included; a hundred or two make a picture</param>
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
            if (_left == 0)
                Enlarge();
            var report = _canvas.Descend(Step + 1);
            Step++;
            _left--;
            _clock.Stop();
            Stepped?.Invoke(report with
            {
                Evaluations = _evaluations + _canvas.Evaluations,
                Seconds = _clock.Elapsed.TotalSeconds,
            });
        }
    }

    private void Enlarge()
    {
        using var smaller = _canvas;
        using var painted = smaller.Pixels();
        _evaluations += smaller.Evaluations;
        _canvas = NextSize(painted);
    }

    /// <summary>The canvas of the next stage, and behind the last of them that of the photo's own size.</summary>
    private StyleCanvas NextSize(Tensor? start)
    {
        using var scope = NewDisposeScope();
        var stage = _stages.TryDequeue(out var next) ? next : new StyleStage(Scale: 1, Steps: int.MaxValue);
        _left = stage.Steps;
        var (height, width) = (Scaled(_photo.shape[1]), Scaled(_photo.shape[2]));
        Style[] styles = [.. _styles.Select(style => style with
        {
            Image = Resized(style.Image, Scaled(style.Image.shape[1]), Scaled(style.Image.shape[2])),
            Mask = style.Mask is { } mask ? Resized(mask.unsqueeze(0), height, width).squeeze(0) : null,
        })];
        return new StyleCanvas(
            _vgg, Resized(_photo, height, width), styles, Settings, _guard,
            start is null ? null : Resized(start, height, width));

        long Scaled(long side) => Math.Max(1, (long)Math.Round(stage.Scale * side));
    }

    private static Tensor Resized(Tensor image, long height, long width) =>
        image.shape[1] == height && image.shape[2] == width ? image.alias() : Images.Resize(image, height, width);

    /// <summary>Frees the painting and the targets; the network stays with its owner.</summary>
    public void Dispose()
    {
        _canvas.Dispose();
        _photo.Dispose();
        foreach (var style in _styles)
        {
            style.Image.Dispose();
            style.Mask?.Dispose();
        }
    }
}
