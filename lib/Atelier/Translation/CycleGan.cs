using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The two translators of CycleGAN (Zhu et al. 2017, arXiv:1703.10593): G from A to B, and F back from B to A. Here A is grey and
/// B in colour.
/// </summary>
public sealed class CycleGan : nn.Module
{
    internal const int TrainedWidth = 64, TrainedBlocks = 6;

    /// <summary>Fresh translators, on the CPU: move them with <c>.to(Compute.Device)</c>.</summary>
    /// <param name="width">as for <see cref="Translator"/></param>
    /// <param name="blocks">as for <see cref="Translator"/></param>
    public CycleGan(int width = 32, int blocks = 3) : base(nameof(CycleGan))
    {
        G = new Translator(from: 1, to: 3, width, blocks);
        F = new Translator(from: 3, to: 1, width, blocks);
        register_module(nameof(G), G);
        register_module(nameof(F), F);
    }

    /// <summary>
    /// The translators that come with the course, from digits to digits over photographs and back, on the course's device, in
    /// evaluation mode.
    /// </summary>
    public static CycleGan Trained()
    {
        var networks = new CycleGan(TrainedWidth, TrainedBlocks);
        Checkpoint.Load("cyclegan-digits.safetensors", "cyclegan", networks);
        networks.eval();
        return networks.to(Compute.Device);
    }

    /// <summary>From A to B.</summary>
    public Translator G { get; }

    /// <summary>From B to A.</summary>
    public Translator F { get; }
}
