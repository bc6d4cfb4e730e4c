using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What a network expects of its pixels: (x − <paramref name="Mean"/>) / <paramref name="Deviation"/> for each of red, green
/// and blue, where x is in 0 … 1. Different weights want different pixels, so the convention travels with the weights (<see
/// cref="VggWeights"/>).
/// </summary>
/// <param name="Name">whose convention it is</param>
/// <param name="Mean">mean of red, green and blue over ImageNet</param>
/// <param name="Deviation">what the difference from the mean is divided by</param>
public sealed record VggInput(string Name, float[] Mean, float[] Deviation)
{
    /// <summary>The weights from Oxford: 0 … 255 minus the mean, not divided.</summary>
    public static VggInput Oxford { get; } = FromBytes("Oxford's", deviation: 1);

    /// <summary>torchvision's weights: 0 … 1 minus the mean, divided by the standard deviation.</summary>
    public static VggInput Torchvision { get; } = new("torchvision's", [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>The compact network of the course: 0 … 255 minus the mean, divided by 64.</summary>
    public static VggInput Compact { get; } = FromBytes("the compact network's", deviation: 64);

    /// <summary>From a picture to what the network reads.</summary>
    /// <param name="image">[N, 3, H, W], RGB in 0 … 1</param>
    public Tensor Normalize(Tensor image)
    {
        PictureInput.Batch(image, "The image", channels: 3, type: image.dtype);
        using var scope = NewDisposeScope();
        return ((image - Channels(Mean, image)) / Channels(Deviation, image)).MoveToOuterDisposeScope();
    }

    /// <summary>Back again.</summary>
    /// <param name="input">[N, 3, H, W] in the range of the network</param>
    /// <returns>[N, 3, H, W], RGB in 0 … 1 where the input was made from such a picture</returns>
    public Tensor Denormalize(Tensor input)
    {
        PictureInput.Batch(input, "The input", channels: 3, type: input.dtype);
        using var scope = NewDisposeScope();
        return (input * Channels(Deviation, input) + Channels(Mean, input)).MoveToOuterDisposeScope();
    }

    // [1, 3, 1, 1], filled where it is needed: sending three numbers to a GPU would wait for it.
    private static Tensor Channels(float[] values, Tensor like) =>
        cat([.. values.Select(value => full([1, 1, 1, 1], value, device: like.device))], 1);

    private static VggInput FromBytes(string name, float deviation) =>
        new(name, [123.68f / 255, 116.779f / 255, 103.939f / 255], [deviation / 255, deviation / 255, deviation / 255]);
}
