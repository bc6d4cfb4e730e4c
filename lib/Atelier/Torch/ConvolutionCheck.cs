using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A convolution and a gradient through one, with blocks of channels that are partly filled, beside what they must be. All
/// numbers are ones: the sums are whole and exact in any order.
/// </summary>
/// <param name="Expected">the output's sum and the gradient's</param>
/// <param name="Seen">the same as torch computed them</param>
internal sealed record ConvolutionCheck((float Output, float Gradient) Expected, (float Output, float Gradient) Seen)
{
    private const int Batch = 2, Filled = 16, Size = 4;

    // A kernel of 3 by 5 over 4 by 4 pixels with padding: 10 rows and 14 columns of taps fall inside.
    private const int Taps = 10 * 14;

    public bool IsRight => Expected == Seen;

    public string Difference => $"expected {Expected.Output} and {Expected.Gradient}, got {Seen.Output} and {Seen.Gradient}";

    /// <summary>
    /// Computes both, on one thread: with more, misplaced zeros race with the weights, and wrong code may come out right.
    /// </summary>
    /// <param name="round">another number for each check of a process: it makes shapes that oneDNN has not seen</param>
    public static ConvolutionCheck Run(int round) =>
        Run(round, (x, weight) => nn.functional.conv2d(x, weight, padding: [1L, 2]));

    internal static ConvolutionCheck Run(int round, Func<Tensor, Tensor, Tensor> convolve)
    {
        using var scope = NewDisposeScope();
        using var oneThread = new OneThread();
        using var gradients = enable_grad();
        int few = 1 + round, odd = 25 + round;
        var x = ones(Batch, Filled, Size, Size, requires_grad: true);
        convolve(x, ones(few, Filled, 3, 5)).sum().backward();
        var output = convolve(ones(Batch, odd, Size, Size), ones(Filled, odd, 3, 5));
        return new(
            (Batch * Filled * odd * Taps, Batch * Filled * few * Taps),
            (output.sum().item<float>(), x.grad!.sum().item<float>()));
    }
}
