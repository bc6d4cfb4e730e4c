using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// The discriminator beside a <see cref="StyleGanGenerator"/>: its sides and channels mirrored, with
/// <see cref="MinibatchDeviation"/> at 7 × 7 and no other normalisation (Karras et al. 2017, arXiv:1710.10196, table 2;
/// Karras et al. 2018 kept it). 1 090 401 weights with 32 channels.
/// </summary>
public sealed class StyleGanDiscriminator : Module<Tensor, Tensor>
{
    [ComponentName(Name = "look")] private readonly Sequential _look;
    [ComponentName(Name = "judge")] private readonly Sequential _judge;

    /// <summary>A discriminator with fresh weights, on the CPU: move it with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="channels">channels at 28 × 28; twice as many at 14, four times at 7</param>
    public StyleGanDiscriminator(int channels = 32) : base(nameof(StyleGanDiscriminator))
    {
        _look = Sequential(
            Layer(1, channels, kernel: 1), // [N, C, 28, 28]
            Layer(channels, channels),
            Layer(channels, 2 * channels),
            AvgPool2d(2), // [N, 2 C, 14, 14]
            Layer(2 * channels, 2 * channels),
            Layer(2 * channels, 4 * channels),
            AvgPool2d(2)); // [N, 4 C, 7, 7]
        _judge = Sequential(
            Layer((4 * channels) + 1, 4 * channels),
            Flatten(),
            new EqualisedLinear(4 * channels * 7 * 7, 4 * channels, HeInit.Gain),
            LeakyReLU(0.2),
            new EqualisedLinear(4 * channels, 1, gain: 1)); // [N, 1]
        RegisterComponents();
    }

    /// <summary>The logit of D(x): large where the image looks real.</summary>
    /// <param name="x">[N, 1, 28, 28] in −1 … 1</param>
    /// <returns>[N, 1]; σ of it is the probability that x is real</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        PictureInput.Batch(x, "x", channels: 1, side: 28, type: this.parameters().First().dtype);
        return _judge.call(MinibatchDeviation.Append(_look.call(x))).MoveToOuterDisposeScope();
    }

    private static Sequential Layer(int from, int to, int kernel = 3) =>
        Sequential(new EqualisedConv2d(from, to, kernel, HeInit.Gain), LeakyReLU(0.2));
}
