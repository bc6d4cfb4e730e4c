using static TorchSharp.torch;

namespace Atelier;

/// <summary>The knobs of a <see cref="ToyGan"/>. The defaults make a fair game that covers the ring.</summary>
public sealed record ToyGanSettings
{
    /// <summary>What the generator minimises, from D's logits of its points.</summary>
    public Func<Tensor, Tensor> GeneratorLoss { get; init; } = GanLoss.NonSaturating;

    /// <summary>Adam's learning rate for D.</summary>
    public double LearningRateD { get; init; } = 1e-3;

    /// <summary>Adam's learning rate for G.</summary>
    public double LearningRateG { get; init; } = 1e-3;

    /// <summary>Adam's β1, its memory of past gradients.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Steps of D for each step of G.</summary>
    public int StepsOfD { get; init; } = 1;

    /// <summary>Steps of D before G's first: a D that is far ahead.</summary>
    public int HeadStartOfD { get; init; }

    /// <summary>
    /// The weight γ of the gradient penalty γ/2 · E[‖∇D(x)‖²] on real points, which is added to lossD (R1 of Mescheder et al. 2018,
    /// arXiv:1801.04406); ∇D is the gradient of D's logit by x. 0 leaves it out.
    /// </summary>
    public double Penalty { get; init; }

    /// <summary>
    /// G descends its gradient as it is, by <see cref="LearningRateG"/> times the gradient. Adam divides by the gradient's size, and so hides
    /// for a while that it vanishes.
    /// </summary>
    public bool PlainDescentOfG { get; init; }

    /// <summary>Points in a batch.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Width of the two hidden layers of each network.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Decides the weights at the start, the noise and the real points.</summary>
    public int Seed { get; init; } = 1;
}
