using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Lets a discriminator see whether the examples of a batch are alike (Salimans et al. 2016, arXiv:1606.03498, section 3.2): to
/// the features of each example it adds how close the example is to all of its batch.
/// </summary>
public sealed class MinibatchDiscrimination : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "T")] private readonly Parameter _t;
    private readonly long _kernels, _size;

    /// <summary>Makes the layer, with T drawn from N(0, 0.1²).</summary>
    /// <param name="features">A: features of an example</param>
    /// <param name="kernels">B: numbers that are added to them</param>
    /// <param name="size">C: in how many dimensions each of them measures distance</param>
    public MinibatchDiscrimination(long features, long kernels, long size) : base(nameof(MinibatchDiscrimination))
    {
        (_kernels, _size) = (kernels, size);
        _t = new Parameter(randn(features, kernels * size) * 0.1);
        RegisterComponents();
    }

    /// <summary>
    /// o(xᵢ)_b = Σⱼ exp(−‖M_{i,b} − M_{j,b}‖₁), the sum of all examples, i itself included: 1 where i is far from all others.
    /// </summary>
    /// <param name="m">[N, B, C]</param>
    /// <returns>[N, B], each 1 … N</returns>
    public static Tensor Closeness(Tensor m)
    {
        using var scope = NewDisposeScope();
        var distances = (m.unsqueeze(1) - m.unsqueeze(0)).abs().sum(3); // [N, N, B]
        return (-distances).exp().sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>The features, and behind them how close each example is to its batch.</summary>
    /// <param name="f">[N, A]</param>
    /// <returns>[N, A + B]</returns>
    public override Tensor forward(Tensor f)
    {
        using var scope = NewDisposeScope();
        return cat([f, Closeness(f.matmul(_t).view(-1, _kernels, _size))], 1).MoveToOuterDisposeScope();
    }
}
