using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// R1 of Mescheder et al. 2018 (arXiv:1801.04406): D pays for steep slopes at real images. Where G draws well, D then becomes flat,
/// and the two come to rest instead of circling.
/// </summary>
public static class R1Penalty
{
    /// <summary>
    /// Steps from one penalty to the next: it changes slowly, so it is enough to pay it now and then, times the steps between (Karras
    /// et al. 2019, arXiv:1912.04958, section 3.1).
    /// </summary>
    public const int Every = 8;

    /// <summary>γ/2 · E ‖∇ₓ D(x)‖².</summary>
    /// <param name="discriminator">D: [m, C, H, W] → logits, [m, 1]</param>
    /// <param name="x">[m, C, H, W], real images</param>
    /// <param name="gamma">γ, at least 0</param>
    /// <returns>one number, with a gradient for D's weights</returns>
    public static Tensor Of(nn.Module<Tensor, Tensor> discriminator, Tensor x, double gamma)
    {
        if (x.dim() != 4 || !x.is_floating_point())
            throw PictureInput.Refusal(x, "x", "a batch of pictures, [m, C, H, W], is wanted as float32", "");
        using var scope = NewDisposeScope();
        var real = x.detach().requires_grad_(true);
        var logits = discriminator.call(real).sum();
        var slope = autograd.grad([logits], [real], retain_graph: true, create_graph: true)[0]; // ∇ₓ D(x), [m, C, H, W]
        return (gamma / 2 * slope.square().sum([1, 2, 3]).mean()).MoveToOuterDisposeScope();
    }
}
