using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// R1 of Mescheder et al. 2018 (arXiv:1801.04406): D pays for steep slopes at real examples. Where G draws well, D then becomes
/// flat, and the two come to rest instead of circling.
/// </summary>
public static class R1Penalty
{
    /// <summary>The penalty for <see cref="GanSettings.Penalty"/>.</summary>
    /// <param name="gamma">γ, at least 0</param>
    /// <param name="every">steps of D from one payment to the next</param>
    public static GanPenalty Of(double gamma, int every = 1) => new((D, x, _) => Of(D, x, gamma), every);

    /// <summary>γ/2 · E ‖∇ₓ D(x)‖².</summary>
    /// <param name="discriminator">D: [m, …] → logits, [m, 1]</param>
    /// <param name="x">[m, …], real examples</param>
    /// <param name="gamma">γ, at least 0</param>
    /// <returns>one number, with a gradient for D's weights</returns>
    public static Tensor Of(nn.Module<Tensor, Tensor> discriminator, Tensor x, double gamma)
    {
        using var scope = NewDisposeScope();
        return (gamma / 2 * Slopes.Of(discriminator, x).square().flatten(1).sum(1).mean()).MoveToOuterDisposeScope();
    }
}
