using static TorchSharp.torch;

namespace Atelier;

/// <summary>How steep a discriminator is in the direction of its input.</summary>
internal static class Slopes
{
    /// <summary>∇ₓ D(x) of each example, with a gradient of its own for D's weights.</summary>
    /// <param name="discriminator">D: [m, …] → logits, [m, 1]; what it says of one example must not depend on the others</param>
    /// <param name="x">[m, …], float32</param>
    /// <returns>[m, …]</returns>
    public static Tensor Of(nn.Module<Tensor, Tensor> discriminator, Tensor x)
    {
        if (x.dim() < 2 || !x.is_floating_point())
            throw PictureInput.Refusal(x, "x", "a batch of examples, [m, …], is wanted as float32", "");
        var at = x.detach().requires_grad_(true);
        return autograd.grad([discriminator.call(at).sum()], [at], retain_graph: true, create_graph: true)[0];
    }
}
