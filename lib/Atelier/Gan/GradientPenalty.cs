using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What a critic of WGAN-GP pays where its slope is not 1 (Gulrajani et al. 2017, arXiv:1704.00028, equation 3). The critic must
/// not have BatchNorm: with it, the slope at one example would depend on the others (section 4 there).
/// </summary>
public static class GradientPenalty
{
    /// <summary>
    /// The penalty for <see cref="GanSettings.Penalty"/>: one place between each real example and a generated one, drawn anew at
    /// each step.
    /// </summary>
    /// <param name="lambda">λ, at least 0; 10 in the paper</param>
    public static GanPenalty Of(double lambda = 10) => new((D, x, fake) =>
    {
        using var scope = NewDisposeScope();
        var u = rand(x.shape[0]).to(x.device); // on the CPU: the same numbers on every device
        return (lambda * Of(D, x, fake, u)).MoveToOuterDisposeScope();
    });

    /// <summary>E (‖∇ D(x̂)‖ − 1)² at x̂ = u x + (1 − u) G(z).</summary>
    /// <param name="discriminator">D: [m, …] → scores, [m, 1]</param>
    /// <param name="x">[m, …], real examples</param>
    /// <param name="fake">[m, …], generated ones</param>
    /// <param name="u">[m], 0 … 1: where between the two</param>
    /// <returns>one number, with a gradient for D's weights</returns>
    public static Tensor Of(nn.Module<Tensor, Tensor> discriminator, Tensor x, Tensor fake, Tensor u)
    {
        using var scope = NewDisposeScope();
        var share = u.reshape([u.shape[0], .. Enumerable.Repeat(1L, (int)x.dim() - 1)]);
        var slope = Slopes.Of(discriminator, share * x + (1 - share) * fake).flatten(1).norm(1);
        return (slope - 1).square().mean().MoveToOuterDisposeScope();
    }
}
