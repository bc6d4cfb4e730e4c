using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// A network that paints in one pass (Johnson et al. 2016, arXiv:1603.08155, supplement): two strided convolutions, residual
/// blocks, two upsamplings, and a convolution to the colours. Where theirs works at full size, it has few channels or none, which
/// halves the time. Its normalisation is per picture (Ulyanov et al. 2016, arXiv:1607.08022), its upsampling smooth: that
/// leaves no checkerboard, nor the grid that comes of repeating pixels.
/// </summary>
public sealed class FastStyle : Module<Tensor, Tensor>
{
    private const int SmallestSide = 16; // a quarter of it is padded by reflection, and normalised

    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A painter with fresh weights, on the CPU: move it with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="width">
    /// channels at full size; twice as many at half of it, three times at a quarter (Johnson et al.: 32, 64, 128)
    /// </param>
    /// <param name="blocks">residual blocks</param>
    /// <param name="norm">the normalisation of so many channels; instance normalisation by default</param>
    public FastStyle(int width = 16, int blocks = 4, Func<long, Module<Tensor, Tensor>>? norm = null) : base(nameof(FastStyle))
    {
        norm ??= channels => InstanceNorm2d(channels, affine: true);
        _layers = Sequential(
        [
            ("begin", Convolution(3, 2 * width, size: 9, norm, stride: 2)), // [N, 2w, H/2, W/2]
            ("halve", Convolution(2 * width, 3 * width, size: 3, norm, stride: 2)), // [N, 3w, H/4, W/4]
            .. Enumerable.Range(1, blocks).Select(i => ($"residual{i}", (Module<Tensor, Tensor>)new Residual(3 * width, norm))),
            ("double1", Sequential(Convolution(3 * width, 2 * width, size: 3, norm), new SmoothDoubling())), // [N, 2w, H/2, W/2]
            ("double2", Sequential(Convolution(2 * width, width, size: 3, norm), new SmoothDoubling())), // [N, w, H, W]
            ("sharpen", Convolution(width, width, size: 3, norm)),
            ("end", Sequential(ReflectionPad2d(2), new ThinConvolution(width, 3, 5), Sigmoid())), // [N, 3, H, W]
        ]);
        RegisterComponents();
    }

    /// <summary>A painter that comes with the course, on the course's device, in evaluation mode.</summary>
    /// <param name="style">
    /// the painting in whose manner it paints: <c>composition-viii</c>, <c>great-wave</c>, <c>starry-night</c> or
    /// <c>village-street-auvers</c>
    /// </param>
    /// <exception cref="FileNotFoundException">There is no painter for it; the message says for which there is one.</exception>
    public static FastStyle Trained(string style)
    {
        var painter = new FastStyle();
        Checkpoint.Load(Shipped(style), "painter", painter);
        painter.eval();
        return painter.to(Compute.Device);
    }

    /// <summary>Paints.</summary>
    /// <param name="photos">[N, 3, H, W], RGB in 0 … 1, each side at least 16</param>
    /// <returns>[N, 3, H, W], RGB in 0 … 1</returns>
    /// <exception cref="ArgumentException">
    /// The photos are others than these; the message says what to do. Their values are looked at in evaluation mode alone: in
    /// training, whoever cuts the pieces has done it.
    /// </exception>
    public override Tensor forward(Tensor photos)
    {
        PictureInput.Batch(photos, "The photos", channels: 3, least: SmallestSide, type: this.parameters().First().dtype);
        if (!training)
            PictureInput.Values(photos, "The photos");
        using var scope = NewDisposeScope();
        // Two halvings round up: a side that is no multiple of 4 comes out longer, and is cut.
        var painted = _layers.call(photos - 0.5);
        return painted.narrow(2, 0, photos.shape[2]).narrow(3, 0, photos.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Leaves the two convolutions after the last doubling to be trained, and nothing before them: they see 7 × 7 pixels, so that
    /// they can sharpen strokes and mix colours, and weave no pattern into a sky.
    /// </summary>
    internal void FreezeBody()
    {
        foreach (var (name, weight) in this.named_parameters())
            weight.requires_grad_(name.StartsWith("layers.sharpen.") || name.StartsWith("layers.end."));
    }

    private static string Shipped(string style)
    {
        const string Before = "fast-style-", After = ".safetensors";
        var folder = Path.Combine(CoursePaths.Data, "checkpoints");
        string[] names = [.. Directory.GetFiles(folder, $"{Before}*{After}")
            .Select(file => Path.GetFileName(file)[Before.Length..^After.Length]).Order()];
        return names.Contains(style) ? $"{Before}{style}{After}" : throw new FileNotFoundException(
            $"No painter for '{style}' comes with the course; there is one each for {string.Join(", ", names)}.");
    }

    // Padding by reflection: zeros would show as a frame.
    internal static Sequential Convolution(
        long from, long to, int size, Func<long, Module<Tensor, Tensor>> norm, int stride = 1, bool relu = true)
    {
        Module<Tensor, Tensor>[] modules = [ReflectionPad2d(size / 2), Conv2d(from, to, size, stride: stride), norm(to)];
        return Sequential(relu ? [.. modules, ReLU()] : modules);
    }

    /// <summary>x + g(x), g being two convolutions: a block that does nothing hands its input on.</summary>
    internal sealed class Residual : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "first")] private readonly Sequential _first;
        [ComponentName(Name = "second")] private readonly Sequential _second;

        public Residual(long channels, Func<long, Module<Tensor, Tensor>> norm) : base(nameof(Residual))
        {
            _first = Convolution(channels, channels, size: 3, norm);
            _second = Convolution(channels, channels, size: 3, norm, relu: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => x + _second.call(_first.call(x));
    }
}
