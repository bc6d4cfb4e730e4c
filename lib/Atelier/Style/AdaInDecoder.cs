using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// From features back to a picture: VGG-19 up to relu3_1 the other way round, with upsampling in place of pooling and no
/// normalisation, since that would take away the statistics that <see cref="AdaIn"/> has just given (Huang &amp; Belongie
/// 2017, section 6.1; theirs begins at relu4_1).
/// </summary>
public sealed class AdaInDecoder : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A decoder with fresh weights, on the CPU.</summary>
    /// <param name="channels">channels of the features: 256 for VGG-19's relu3_1</param>
    public AdaInDecoder(int channels) : base(nameof(AdaInDecoder))
    {
        Channels = channels;
        static Module<Tensor, Tensor> none(long channels) => Identity();
        _layers = Sequential(
            ("three", FastStyle.Convolution(channels, 128, size: 3, none)),
            ("double2", Upsample(scale_factor: [2, 2])), // [N, 128, H/2, W/2]
            ("two", FastStyle.Convolution(128, 64, size: 3, none)),
            ("double1", Upsample(scale_factor: [2, 2])), // [N, 64, H, W]
            ("one", FastStyle.Convolution(64, 32, size: 3, none)),
            ("end", Sequential(ReflectionPad2d(1), Conv2d(32, 3, 3), Sigmoid())));
        RegisterComponents();
    }

    /// <summary>Channels of the features that it wants.</summary>
    public int Channels { get; }

    /// <summary>The decoder that comes with the course for a network's features, on the network's device.</summary>
    /// <param name="vgg">VGG-19, or the compact network</param>
    /// <exception cref="FileNotFoundException">No decoder was trained for features with so many channels.</exception>
    public static AdaInDecoder Trained(Vgg19 vgg)
    {
        var channels = ChannelsOf(vgg);
        var decoder = new AdaInDecoder(channels);
        Checkpoint.Load($"{FileName(channels)}.safetensors", "decoder", decoder);
        decoder.eval();
        return decoder.to(vgg.Device);
    }

    /// <summary>Channels of a network's features where AdaIN happens.</summary>
    public static int ChannelsOf(Vgg19 vgg)
    {
        using var scope = NewDisposeScope();
        return (int)vgg.Features(zeros(1, 3, 16, 16, device: vgg.Device), AdaInPainter.Layer)[AdaInPainter.Layer].shape[1];
    }

    /// <summary>The checkpoint of a decoder, without its extension.</summary>
    public static string FileName(int channels) => $"adain-decoder-{channels}";

    /// <summary>Paints what the features describe.</summary>
    /// <param name="features">[N, C, H/4, W/4]</param>
    /// <returns>[N, 3, H, W], RGB in 0 … 1</returns>
    public override Tensor forward(Tensor features) => _layers.call(features);
}
