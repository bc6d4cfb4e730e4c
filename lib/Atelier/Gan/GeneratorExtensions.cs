using static TorchSharp.torch;

namespace Atelier;

/// <summary>Looking at what a generator makes.</summary>
public static class GeneratorExtensions
{
    /// <summary>
    /// Pictures of some latent vectors, for people: BatchNorm uses what it learnt in training (evaluation mode), so that each
    /// picture depends on its own z alone, and no gradients are kept.
    /// </summary>
    /// <param name="generator">G</param>
    /// <param name="z">[N, 100], on the generator's device</param>
    /// <returns>[N, C, H, W], as G makes them: a DCGAN's are in −1 … 1</returns>
    public static Tensor Sample(this nn.Module<Tensor, Tensor> generator, Tensor z)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var wasTraining = generator.training;
        generator.eval();
        try
        {
            return generator.call(z).MoveToOuterDisposeScope();
        }
        finally
        {
            generator.train(wasTraining);
        }
    }
}
