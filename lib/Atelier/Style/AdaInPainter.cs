using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// One network for every style: VGG as encoder f, <see cref="AdaIn"/>, and a decoder that has been trained for it.
/// </summary>
public sealed class AdaInPainter
{
    private readonly Vgg19 _vgg;
    private readonly AdaInDecoder _decoder;

    /// <summary>Puts the two together.</summary>
    /// <param name="vgg">the encoder; the caller keeps it</param>
    /// <param name="decoder">the decoder; the caller keeps it</param>
    /// <exception cref="ArgumentException">The network's features have other channels than the decoder wants.</exception>
    public AdaInPainter(Vgg19 vgg, AdaInDecoder decoder)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        (_vgg, _decoder, Layer) = (vgg, decoder, decoder.Layer);
        // Features are hundreds in Oxford's VGG-19 and about one elsewhere: the decoder gets them divided by those of noise.
        var noise = rand([1, 3, 64, 64], generator: generator).to(vgg.Device);
        var features = vgg.Features(noise, Layer)[Layer];
        if (features.shape[1] != decoder.Channels)
            throw new ArgumentException(
                $"{vgg.Name} has {features.shape[1]} channels at {Layer}, but the decoder was made for {decoder.Channels}. "
                + "Use it with the network that it was trained with: VGG-19, or a compact one with as many channels.");
        Unit = features.square().mean().sqrt().item<float>();
    }

    /// <summary>Where AdaIN happens: the layer of the decoder.</summary>
    public string Layer { get; }

    /// <summary>The size of the network's features: what they are divided by before the decoder gets them.</summary>
    public float Unit { get; }

    /// <summary>f(x): what the decoder decodes.</summary>
    /// <param name="images">x, [N, 3, H, W], RGB in 0 … 1</param>
    /// <returns>[N, C, H / 2ᵇ, W / 2ᵇ], rounded down, b being the poolings before the layer</returns>
    public Tensor Encode(Tensor images)
    {
        using var scope = NewDisposeScope();
        return (_vgg.Features(images, Layer)[Layer] / Unit).MoveToOuterDisposeScope();
    }

    /// <summary>The features that the painting should have: t = (1 − s) f(x) + s AdaIN(f(x), f(y)).</summary>
    /// <param name="photos">x, [N, 3, H, W], RGB in 0 … 1</param>
    /// <param name="styles">y, [1, 3, H', W'] or [N, 3, H', W'], RGB in 0 … 1</param>
    /// <param name="strength">s, from 0, the photo, to 1, all of the style (equation 14)</param>
    public Tensor Target(Tensor photos, Tensor styles, double strength = 1)
    {
        using var scope = NewDisposeScope();
        var x = Encode(photos);
        return ((1 - strength) * x + strength * AdaIn.Transfer(x, Encode(styles))).MoveToOuterDisposeScope();
    }

    /// <summary>Paints photos in the manner of any picture, in one pass.</summary>
    /// <inheritdoc cref="Target"/>
    /// <returns>[N, 3, H, W], RGB in 0 … 1; H and W are cut to multiples of 2ᵇ</returns>
    /// <exception cref="ArgumentException">Photos or styles are others than these; the message says what to do.</exception>
    public Tensor Paint(Tensor photos, Tensor styles, double strength = 1)
    {
        CheckBatch(photos, "The photos");
        CheckBatch(styles, "The styles");
        if (styles.shape[0] != 1 && styles.shape[0] != photos.shape[0])
            throw new ArgumentException(
                $"{photos.shape[0]} photos came with {styles.shape[0]} styles, but one style, or one for each photo, is wanted.");
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return _decoder.call(Target(photos, styles, strength)).MoveToOuterDisposeScope();
    }

    private void CheckBatch(Tensor pictures, string what)
    {
        // Two features on each side, which the decoder pads by reflection.
        PictureInput.Batch(pictures, what, channels: 3, least: 2 << VggLayers.PoolingsBefore(Layer));
        PictureInput.Values(pictures, what);
    }
}
