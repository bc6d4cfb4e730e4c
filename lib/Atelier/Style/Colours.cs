using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Two ways to paint in the manner of a picture without taking its colours (Gatys et al. 2016, "Preserving Color in Neural
/// Artistic Style Transfer", arXiv:1606.05897). Pictures are [3, H, W], RGB in 0 … 1.
/// </summary>
public static class Colours
{
    /// <summary>Y = 0.299 R + 0.587 G + 0.114 B: how bright each pixel looks.</summary>
    /// <param name="image">[3, H, W] in 0 … 1</param>
    /// <returns>[3, H, W] in 0 … 1, grey: Y in all three channels</returns>
    public static Tensor Luminance(Tensor image)
    {
        PictureInput.One(image, "The image");
        using var scope = NewDisposeScope();
        var weights = tensor([0.299f, 0.587f, 0.114f], device: image.device).reshape(3, 1, 1);
        return (image * weights).sum(0, keepdim: true).expand_as(image).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The brightness of one picture with the colours of another. Adding the same number to R, G and B changes Y by that
    /// number and leaves the colour differences (I and Q of the YIQ space) as they are.
    /// </summary>
    /// <param name="painting">whose brightness, [3, H, W] in 0 … 1</param>
    /// <param name="photo">whose colours, of the same size</param>
    public static Tensor KeepOf(Tensor photo, Tensor painting)
    {
        PictureInput.One(photo, "The photo");
        if (!painting.shape.SequenceEqual(photo.shape))
            throw PictureInput.Refusal(
                painting, "The painting", $"one of the photo's size, {Shapes.Text(photo)}, is wanted",
                "Images.Resize makes it fit.");
        using var scope = NewDisposeScope();
        return (photo + Luminance(painting) - Luminance(photo)).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Gives a picture the colours of another: x → A (x − μ) + μ', with A = Σ'^½ Σ^−½, so that the mean of its pixels and
    /// their covariance become those of the other (before values outside [0, 1] are clamped).
    /// </summary>
    /// <param name="image">the picture to recolour, [3, H, W] in 0 … 1</param>
    /// <param name="like">the picture whose colours are wanted, of any size</param>
    public static Tensor Match(Tensor image, Tensor like)
    {
        PictureInput.One(image, "The image");
        PictureInput.One(like, "The picture with the colours");
        using var scope = NewDisposeScope();
        var (mean, covariance) = Statistics(image);
        var (wantedMean, wantedCovariance) = Statistics(like);
        var transform = Power(wantedCovariance, 0.5).mm(Power(covariance, -0.5));
        var pixels = transform.mm(image.reshape(3, -1) - mean) + wantedMean;
        return pixels.reshape(image.shape).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The mean colour [3, 1] and the covariance of the colours [3, 3].</summary>
    private static (Tensor Mean, Tensor Covariance) Statistics(Tensor image)
    {
        var pixels = image.reshape(3, -1);
        var mean = pixels.mean([1], keepdim: true);
        var centred = pixels - mean;
        return (mean, centred.mm(centred.t()) / pixels.shape[1]);
    }

    /// <summary>A symmetric matrix to a power, by its eigenvalues; a grey picture has some that are 0.</summary>
    private static Tensor Power(Tensor matrix, double exponent)
    {
        var (values, vectors) = linalg.eigh(matrix);
        return vectors.mm(values.clamp(min: 1e-6).pow(exponent).diag()).mm(vectors.t());
    }
}
