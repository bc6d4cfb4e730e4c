using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// How a <see cref="CycleGanTrainer"/> trains. The weights of the losses are those of CycleGAN's paper, sizes and rate are for
/// small pictures.
/// </summary>
public sealed record CycleGanSettings
{
    /// <summary>Pictures of each kind in a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Learning rate of all four networks (the paper: 2e-4, batches of one).</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>λ_A, the weight of A → B → A; 0 leaves it out.</summary>
    public double LambdaA { get; init; } = 10;

    /// <summary>λ_B, the weight of B → A → B; 0 leaves it out.</summary>
    public double LambdaB { get; init; } = 10;

    /// <summary>
    /// The weight of the identity loss: F is to leave as it is what is of kind A already. The paper uses it for paintings alone,
    /// with half of λ. For G there is none here: what is grey cannot come out in its colours.
    /// </summary>
    public double LambdaIdentity { get; init; }

    /// <summary>Made pictures of each kind that the discriminators are shown again.</summary>
    public int BufferSize { get; init; } = 50;

    /// <summary>Steps of the discriminators for each of the translators.</summary>
    public int StepsOfD { get; init; } = 1;

    /// <summary>What each discriminator minimises, from its answers to real and to made pictures.</summary>
    public Func<Tensor, Tensor, Tensor> DiscriminatorLoss { get; init; } = CycleGanLoss.Discriminator;

    /// <summary>What each translator minimises, from the answers to its pictures.</summary>
    public Func<Tensor, Tensor> GeneratorLoss { get; init; } = CycleGanLoss.Generator;

    /// <summary>Makes an optimizer of weights and learning rate; null for Adam with β1 = 0.5.</summary>
    public Func<IEnumerable<Parameter>, double, optim.Optimizer>? Optimizer { get; init; }

    /// <summary>Called with each discriminator after its step, such as to clip its weights.</summary>
    public Action<nn.Module>? AfterStepOfD { get; init; }

    /// <summary>Decides the discriminators' first weights, the order of the pictures, and what the buffers exchange.</summary>
    public int Seed { get; init; }
}
