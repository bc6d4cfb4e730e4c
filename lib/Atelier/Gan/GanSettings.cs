using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// How a <see cref="GanTrainer"/> trains. The defaults are those of the DCGAN paper (Radford et al. 2015, section 4).
/// </summary>
public sealed record GanSettings
{
    /// <summary>Images in a batch, at least 2.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Adam's learning rate, of both networks: 0.001 was too high in the paper.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Adam's β1, its memory of past gradients: 0.9 made the training oscillate in the paper.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>What the generator minimises, from D's logits of its images.</summary>
    public Func<Tensor, Tensor> GeneratorLoss { get; init; } = GanLoss.NonSaturating;

    /// <summary>γ, how much D pays for steep slopes at real images (<see cref="R1Penalty"/>); 0: nothing, as in the paper.</summary>
    public double R1 { get; init; }

    /// <summary>
    /// Draws the noise and the order of the images; with the step's number it decides both, so a resumed training goes on as if
    /// nothing had happened.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Forward passes in bfloat16 (<see cref="Autocast"/>): faster where <see cref="Autocast.IsFastOnCpu"/> or a recent GPU has
    /// it. On MNIST no harm was seen: after 400 steps from equal seeds the losses agreed to about 1 % (lossD 0.773 and 0.778 in
    /// float32, lossG 1.475 and 1.492), and so did the Fréchet distance of a digit classifier's features to about 2 % (15.1 and
    /// 15.4, over 5 000 samples); that was one seed.
    /// </summary>
    public bool BFloat16 { get; init; }
}
