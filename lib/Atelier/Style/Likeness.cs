using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>What a painting has kept of its photo. Pictures are [3, H, W], RGB in 0 … 1.</summary>
public static class Likeness
{
    private const double EdgeShare = 0.1; // the steepest tenth of the pixels
    private const int Reach = 2; // pixels by which an edge may have moved

    /// <summary>
    /// Edges of the photo found again: of the steepest tenth of the photo's pixels, the share that has one of the painting's
    /// steepest tenth within 2 pixels, less what chance would find. 1: all of them; 0: as many as in any other picture.
    /// </summary>
    /// <param name="photo">[3, H, W], RGB in 0 … 1</param>
    /// <param name="painting">of the same size</param>
    public static double EdgesKept(Tensor photo, Tensor painting)
    {
        if (!photo.shape.SequenceEqual(painting.shape))
            throw PictureInput.Refusal(
                painting, "The painting", $"one of the photo's size, {Shapes.Text(photo)}, is wanted",
                "Images.Resize makes it fit.");
        PictureInput.One(photo, "The photo", least: 8);
        using var scope = NewDisposeScope();
        var near = max_pool2d(Edges(painting), 2 * Reach + 1, stride: 1, padding: Reach);
        var edges = Edges(photo);
        var found = ((edges * near).sum() / edges.sum().clamp_min(1)).item<float>();
        var chance = near.mean().item<float>();
        return chance < 1 ? (found - chance) / (1 - chance) : 0;
    }

    /// <summary>[1, 1, H − 4, W − 4]: 1 at the steepest tenth of the pixels, 0 elsewhere; the rim is left out.</summary>
    private static Tensor Edges(Tensor image)
    {
        var smooth = avg_pool2d(Colours.Luminance(image)[..1].unsqueeze(0), 3, stride: 1);
        var (height, width) = (smooth.shape[2] - 2, smooth.shape[3] - 2);
        var down = smooth.narrow(2, 2, height) - smooth.narrow(2, 0, height);
        var right = smooth.narrow(3, 2, width) - smooth.narrow(3, 0, width);
        var steepness = (down.narrow(3, 1, width).square() + right.narrow(2, 1, height).square()).sqrt();
        var least = quantile(steepness.flatten(), tensor((float)(1 - EdgeShare), device: image.device));
        return (steepness >= least.clamp_min(1e-6)).to(float32);
    }
}
