using static TorchSharp.torch;

namespace Atelier;

/// <summary>The gradients that a network's weights carry.</summary>
internal static class Gradients
{
    /// <summary>Replaces them by those of a loss.</summary>
    /// <param name="network">whose weights</param>
    /// <param name="loss">one number</param>
    public static void Renew(nn.Module network, Tensor loss)
    {
        network.zero_grad();
        loss.backward();
    }

    /// <summary>|∇loss|, over all weights that have a gradient.</summary>
    public static Tensor Length(nn.Module network) =>
        cat([.. network.parameters().Select(weight => weight.grad).OfType<Tensor>().Select(gradient => gradient.flatten())])
            .norm();
}
