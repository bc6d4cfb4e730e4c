using static TorchSharp.torch;

namespace Atelier;

/// <summary>What can be changed in a <see cref="SmallGan"/>. The defaults work; most failures of GANs are one or two of these changed.</summary>
public sealed record SmallGanSettings
{
    /// <summary>Adam's learning rate of the generator.</summary>
    public double LearningRateG { get; init; } = 5e-4;

    /// <summary>Adam's learning rate of the discriminator.</summary>
    public double LearningRateD { get; init; } = 5e-4;

    /// <summary>Steps of D in each round; 0 leaves D as it is.</summary>
    public int StepsOfD { get; init; } = 1;

    /// <summary>What the generator minimises, from D's logits of its pictures.</summary>
    public Func<Tensor, Tensor> GeneratorLoss { get; init; } = GanLoss.NonSaturating;

    /// <summary>Whether the hidden layers have BatchNorm.</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>The standard deviation of the first weights of G.</summary>
    public double Deviation { get; init; } = DcganInit.Deviation;

    /// <summary>Side of the kernels of G's two layers that double the picture's side with stride 2: 4 is a multiple of the stride, 3 is not.</summary>
    public int Kernel { get; init; } = 4;

    /// <summary>
    /// Changes every picture, real or generated, before D sees it, so that D cannot learn few pictures by heart; [N, 1, 28, 28] →
    /// the same shape, with gradients (Zhao et al. 2020, arXiv:2006.10738). Null leaves the pictures as they are.
    /// </summary>
    public Func<Tensor, Tensor>? Augment { get; init; }

    /// <summary>Decides the weights, the noise and the order of the digits.</summary>
    public int Seed { get; init; } = 1;
}
