using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The losses of style transfer (Gatys et al. 2016, equations 1 to 5). Content and style are relative: divided by the size of
/// what they are compared with, so that 0 means the same and 1 means as far off as a network that sees nothing. That makes a
/// weight mean the same in every layer and for every network.
/// </summary>
public static class StyleLoss
{
    /// <summary>L_content = Σ (F − P)² / Σ P².</summary>
    /// <param name="features">F, of the picture that is painted: [N, C, H, W]</param>
    /// <param name="target">P, of the photo: [N, C, H, W]</param>
    /// <returns>a single number, at least 0</returns>
    public static Tensor Content(Tensor features, Tensor target) => RelativeError(features, target);

    /// <summary>
    /// The Gram matrix: how much each pair of channels is active in the same places, wherever these are.
    /// G_ij = (1 / HW) Σ_k F_ik F_jk, k running over the HW places of the feature map.
    /// </summary>
    /// <param name="features">F: [N, C, H, W]</param>
    /// <param name="mask">
    /// where to look, [1, 1, H, W] in 0 … 1: places count by their value m, G_ij = Σ_k m_k F_ik F_jk / Σ_k m_k; everywhere
    /// by default
    /// </param>
    /// <returns>[N, C, C], symmetric; its size does not depend on H and W</returns>
    public static Tensor GramMatrix(Tensor features, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var (n, c) = (features.shape[0], features.shape[1]);
        // [N, HW, C]: as a network that computes channels-last has it in memory, and wants its gradient. A third of the time.
        var f = features.permute(0, 2, 3, 1).reshape(n, -1, c);
        if (mask is null)
            return (f.transpose(1, 2).bmm(f) / f.shape[1]).MoveToOuterDisposeScope();
        var m = mask.reshape(1, -1, 1);
        return ((f * m).transpose(1, 2).bmm(f) / m.sum()).MoveToOuterDisposeScope();
    }

    /// <summary>The style loss of one layer: E = Σ (G − A)² / Σ A².</summary>
    /// <param name="gram">G, of the picture that is painted: [N, C, C]</param>
    /// <param name="target">A, of the style's picture: [1, C, C] or [N, C, C]</param>
    /// <returns>a single number, at least 0; the mean over the N pictures</returns>
    public static Tensor Style(Tensor gram, Tensor target) => RelativeError(gram, target);

    /// <summary>
    /// L_tv: the mean squared difference between neighbouring pixels, downwards plus to the right. Noise has much of it,
    /// smooth areas have none (Mahendran &amp; Vedaldi 2015, arXiv:1412.0035, with β = 2).
    /// </summary>
    /// <param name="image">[N, C, H, W], any range, H and W at least 2</param>
    /// <returns>a single number, at least 0</returns>
    public static Tensor TotalVariation(Tensor image)
    {
        if (image.dim() != 4 || Math.Min(image.shape[2], image.shape[3]) < 2)
            throw PictureInput.Refusal(
                image, "The image", "[N, C, H, W] with at least 2 pixels on each side is wanted",
                image.dim() == 3 ? "x.unsqueeze(0) makes it fit." : "");
        using var scope = NewDisposeScope();
        var (h, w) = (image.shape[2], image.shape[3]);
        var down = image.narrow(2, 1, h - 1) - image.narrow(2, 0, h - 1);
        var right = image.narrow(3, 1, w - 1) - image.narrow(3, 0, w - 1);
        return (down.square().mean() + right.square().mean()).MoveToOuterDisposeScope();
    }

    private static Tensor RelativeError(Tensor x, Tensor target)
    {
        using var scope = NewDisposeScope();
        return ((x - target).square().mean() / target.square().mean()).MoveToOuterDisposeScope();
    }
}
