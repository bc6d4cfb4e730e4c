using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Atelier;

/// <summary>
/// From features back to a picture: VGG-19 up to a layer the other way round, with upsampling in place of pooling and no
/// normalisation, since that would take away the statistics that <see cref="AdaIn"/> has just given (Huang &amp; Belongie
/// 2017, section 6.1).
/// </summary>
public sealed class AdaInDecoder : Module<Tensor, Tensor>
{
    internal const string UsualLayer = "relu3_1";
    private const int Width = 32; // channels at full size; twice as many at each halving
    private static readonly string[] s_names = ["one", "two", "three", "four", "five"];

    [ComponentName(Name = "layers")] private readonly Sequential _layers;

    /// <summary>A decoder with fresh weights, on the CPU.</summary>
    /// <param name="channels">channels of the features: 256 for VGG-19's relu3_1, 512 for its relu4_1</param>
    /// <param name="layer">where the features come from; each pooling before it is undone</param>
    public AdaInDecoder(int channels, string layer = UsualLayer) : base(nameof(AdaInDecoder))
    {
        (Channels, Layer) = (channels, layer);
        _layers = Sequential([.. Blocks(channels, VggLayers.PoolingsBefore(layer)),
            ("end", Sequential(ReflectionPad2d(1), Conv2d(Width, 3, 3), Sigmoid()))]);
        RegisterComponents();
    }

    /// <summary>The layer whose features it wants.</summary>
    public string Layer { get; }

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
    public static int ChannelsOf(Vgg19 vgg, string layer = UsualLayer)
    {
        using var scope = NewDisposeScope();
        return (int)vgg.Features(zeros(1, 3, 16, 16, device: vgg.Device), layer)[layer].shape[1];
    }

    /// <summary>The checkpoint of a decoder, without its extension.</summary>
    public static string FileName(int channels) => $"adain-decoder-{channels}";

    /// <summary>Paints what the features describe.</summary>
    /// <param name="features">[N, C, H, W]/2ᵇ, b being the poolings before the layer</param>
    /// <returns>[N, 3, H, W], RGB in 0 … 1</returns>
    public override Tensor forward(Tensor features) => _layers.call(features);

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Blocks(long channels, int poolings)
    {
        for (var block = poolings; block >= 0; block--)
        {
            yield return (s_names[block], FastStyle.Convolution(channels, Width << block, size: 3, _ => Identity()));
            channels = Width << block;
            if (block > 0)
                yield return ($"double{block}", new Doubling());
        }
    }
}
