using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>
/// The losses of the minimax game (Goodfellow et al. 2014, arXiv:1406.2661). They take D's logits a, with D(x) = σ(a), because
/// −log σ(a) = softplus(−a) and −log(1 − σ(a)) = softplus(a) stay exact where σ(a) rounds to 0 or 1. All are means over the
/// batch, to be minimised.
/// </summary>
public static class GanLoss
{
    /// <summary>
    /// lossD = −E[log D(x)] − E[log(1 − D(G(z)))], equation 1 with its sign turned. log 4 where D is undecided.
    /// </summary>
    /// <param name="real">D's logits for real images, any shape</param>
    /// <param name="fake">D's logits for generated images, any shape</param>
    public static Tensor Discriminator(Tensor real, Tensor fake) => softplus(-real).mean() + softplus(fake).mean();

    /// <summary>
    /// lossG = E[log(1 − D(G(z)))], the minimax game as it is written. Its gradient vanishes when D recognises every fake:
    /// dlossG/da = −σ(a) → 0 as a → −∞. −log 2 where D is undecided.
    /// </summary>
    /// <param name="fake">D's logits for generated images, any shape</param>
    public static Tensor Saturating(Tensor fake) => -softplus(fake).mean();

    /// <summary>
    /// lossG = −E[log D(G(z))], the paper's section 3: the same fixed point, and a strong gradient exactly when D recognises the
    /// fakes: dlossG/da = −(1 − σ(a)) → −1 as a → −∞. log 2 where D is undecided.
    /// </summary>
    /// <param name="fake">D's logits for generated images, any shape</param>
    public static Tensor NonSaturating(Tensor fake) => softplus(-fake).mean();
}
