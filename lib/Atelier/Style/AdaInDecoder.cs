using TorchSharp.Modules;
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
    private readonly Sequential layers;

    /// <summary>A decoder with fresh weights, on the CPU.</summary>
    /// <param name="channels">channels of the features: 256 for VGG-19's relu3_1</param>
    public AdaInDecoder(int channels) : base(nameof(AdaInDecoder))
    {
        Channels = channels;
        static Module<Tensor, Tensor> none(long channels) => Identity();
        layers = Sequential(
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

    /// <summary>Paints what the features describe.</summary>
    /// <param name="features">[N, C, H/4, W/4]</param>
    /// <returns>[N, 3, H, W], RGB in [0, 1]</returns>
    public override Tensor forward(Tensor features) => layers.call(features);
}
