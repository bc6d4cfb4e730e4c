using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Minibatch standard deviation (Karras et al. 2017, arXiv:1710.10196, section 3): D is told how much the pictures of a batch
/// differ, so that a G that always draws the same is found out.
/// </summary>
public static class MinibatchDeviation
{
    /// <summary>
    /// One channel more, with one number everywhere: the standard deviation over the batch at each place of each channel,
    /// averaged over all of them. (The paper takes groups of 4 pictures; here the batch is the group.)
    /// </summary>
    /// <param name="x">[N, C, H, W]</param>
    /// <returns>[N, C + 1, H, W]</returns>
    public static Tensor Append(Tensor x)
    {
        using var scope = NewDisposeScope();
        var variance = (x - x.mean([0], keepdim: true)).square().mean([0]);
        var deviation = (variance + 1e-8).sqrt().mean();
        return cat([x, deviation.expand(x.shape[0], 1, x.shape[2], x.shape[3])], 1).MoveToOuterDisposeScope();
    }
}
