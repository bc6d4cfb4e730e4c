using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// How a <see cref="GanTrainer"/> trains. The defaults are those of the DCGAN paper (Radford et al. 2015, section 4).
/// </summary>
public sealed record GanSettings
{
    /// <summary>Real examples in a batch, and generated ones; at least 2.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Components of z.</summary>
    public int LatentSize { get; init; } = Latent.Size;

    /// <summary>Learning rate of the generator: 0.001 was too high in the paper.</summary>
    public double LearningRateG { get; init; } = 2e-4;

    /// <summary>Learning rate of the discriminator.</summary>
    public double LearningRateD { get; init; } = 2e-4;

    /// <summary>Adam's β1, its memory of past gradients: 0.9 made the training oscillate in the paper.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Adam's β2, its memory of their squares.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>
    /// Makes the generator's optimizer of its weights and learning rate, such as <c>(weights, rate) => optim.SGD(weights,
    /// rate)</c>; null for Adam.
    /// </summary>
    public Func<IEnumerable<Parameter>, double, optim.Optimizer>? OptimizerG { get; init; }

    /// <summary>Makes the discriminator's optimizer, as <see cref="OptimizerG"/>.</summary>
    public Func<IEnumerable<Parameter>, double, optim.Optimizer>? OptimizerD { get; init; }

    /// <summary>Steps of D for each of G; 0 leaves D as it is.</summary>
    public int StepsOfD { get; init; } = 1;

    /// <summary>What the discriminator minimises, from its logits of real and of generated examples.</summary>
    public Func<Tensor, Tensor, Tensor> DiscriminatorLoss { get; init; } = GanLoss.Discriminator;

    /// <summary>What the generator minimises, from D's logits of its examples.</summary>
    public Func<Tensor, Tensor> GeneratorLoss { get; init; } = GanLoss.NonSaturating;

    /// <summary>
    /// What the generator minimises in place of <see cref="GeneratorLoss"/>, where D's logits of its examples are not enough:
    /// from D, real and generated examples, both without augmentation, to one number with a gradient for G's weights. Such is
    /// feature matching (Salimans et al. 2016, arXiv:1606.03498, section 3.1). Null: <see cref="GeneratorLoss"/>.
    /// </summary>
    public Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>? GeneratorObjective { get; init; }

    /// <summary>What D pays besides, such as <see cref="R1Penalty"/>; null: nothing, as in the paper.</summary>
    public GanPenalty? Penalty { get; init; }

    /// <summary>Called with D after each of its steps, such as to clip its weights.</summary>
    public Action<nn.Module>? AfterStepOfD { get; init; }

    /// <summary>
    /// Changes every example, real or generated, before D sees it, so that D cannot learn few of them by heart; the same shape,
    /// with gradients (Zhao et al. 2020, arXiv:2006.10738). Null leaves them as they are.
    /// </summary>
    public Func<Tensor, Tensor>? Augment { get; init; }

    /// <summary>
    /// Decides the noise and the order of the images. With the step's number it decides all that a step draws, so a training
    /// comes out the same whatever else ran before it, and a resumed one goes on as if nothing had happened.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Forward passes in bfloat16 (<see cref="Autocast"/>). On processors that have the instructions 1.4 to 1.9 times as fast;
    /// beside other work on all cores single steps took ten times as long. On an H200 it was slower with batches of 64 and 128
    /// and 5 % faster with 1024; with <see cref="CudaGraph"/>, 1.6 times as fast with 128, 1.5 times with 1 024, and 0.94 times
    /// with 64 and an R1 penalty. On MNIST no harm was seen: after 400 steps from equal seeds the losses agreed to about 1 %
    /// (lossD 0.773 and 0.778 in float32, lossG 1.475 and 1.492), and so did the Fréchet distance of a digit classifier's
    /// features to about 2 % (15.1 and 15.4, over 5 000 samples); that was one seed.
    /// </summary>
    public bool BFloat16 { get; init; }

    /// <summary>
    /// On an NVIDIA GPU, the step is recorded once as a CUDA graph and then repeated in one launch. Networks, losses, penalty and
    /// augmentation must compute on the GPU alone, the same operations each time: what they decide in C# is decided once. Where
    /// the step cannot be recorded it is done as usual, which a line on the error stream tells; elsewhere it changes nothing.
    /// On an H200: 2.8 times as many images a second with batches of 128 (60 900), 5.1 times with 64 and R1 at every 8th step
    /// (50 000), and 1.05 times with 1 024 (127 800). Its losses differ from those of the plain step as far as those of two plain
    /// trainings of one seed do there (<see cref="Atelier.Seed"/>).
    /// </summary>
    public bool CudaGraph { get; init; }
}
