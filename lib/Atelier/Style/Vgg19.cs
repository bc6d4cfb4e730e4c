using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>
/// The convolutional part of VGG-19 (Simonyan &amp; Zisserman 2014, arXiv:1409.1556) as a pair of eyes: it turns a picture
/// into feature maps and never learns. Gradients flow through it to the picture; none are computed for its weights.
/// </summary>
public sealed class Vgg19 : IDisposable
{
    private readonly Tensor?[] _weights;
    private readonly Tensor?[] _expansions;
    private readonly Tensor?[] _biases;
    private readonly VggPooling _pooling;

    /// <summary>A network of the given weights, which it copies.</summary>
    /// <param name="weights">as <see cref="VggWeights.Load"/> gives them</param>
    /// <param name="pooling">how feature maps are halved between blocks</param>
    /// <param name="device">where it computes; the course's device by default</param>
    public Vgg19(VggWeights weights, VggPooling pooling = VggPooling.Max, Device? device = null)
    {
        using var scope = NewDisposeScope();
        (Name, Input, Device, _pooling) = (weights.Name, weights.Input, device ?? Compute.Device, pooling);
        _weights = Take("weight", weight => Layout.ChannelsLast(weight.to(Device, copy: true)));
        _expansions = Take("expand.weight", weight => Layout.ChannelsLast(weight.to(Device, copy: true)));
        _biases = Take("bias", bias => bias.to(Device, copy: true));

        Tensor?[] Take(string kind, Func<Tensor, Tensor> copy) =>
            [.. VggLayers.Names.Select((_, i) => weights.Tensors.TryGetValue($"features.{i}.{kind}", out var tensor)
                ? copy(tensor).DetachFromDisposeScope()
                : null)];
    }

    /// <summary>The best network on this machine; <see cref="Name"/> says which (<see cref="VggWeights.Load"/>).</summary>
    /// <param name="pooling">how feature maps are halved between blocks</param>
    public static Vgg19 Load(VggPooling pooling = VggPooling.Max)
    {
        using var weights = VggWeights.Load();
        return new Vgg19(weights, pooling);
    }

    /// <summary>Which network this is, for people.</summary>
    public string Name { get; }

    /// <summary>The pixels that its weights want; <see cref="Features"/> makes them itself.</summary>
    public VggInput Input { get; }

    /// <summary>Where it computes; pictures must be there.</summary>
    public Device Device { get; }

    /// <summary>
    /// The layers that it has: all of VGG-19's up to the first convolution that there are no weights for.
    /// </summary>
    public IReadOnlyList<string> Layers =>
        [.. VggLayers.Names.TakeWhile(
            (name, i) => _weights[i] is not null || !name.StartsWith("conv", StringComparison.Ordinal))];

    /// <summary>
    /// The filters of a convolution. Where it goes through fewer channels (as the compact VGG does), each is the sum of narrow
    /// filters that the two steps amount to.
    /// </summary>
    /// <param name="layer">such as <c>conv1_1</c></param>
    /// <returns>[out, in, 3, 3]; the caller owns it</returns>
    public Tensor Filters(string layer)
    {
        var i = IndexOf(layer);
        var filters = _weights[i] ?? throw new ArgumentException($"{layer} has no filters: it is no convolution.");
        return _expansions[i] is { } expansion
            ? einsum("of,fihw->oihw", expansion.flatten(1), filters)
            : filters.clone();
    }

    /// <summary>The feature maps of a picture at the named layers. Nothing behind the last of them is computed.</summary>
    /// <param name="image">[N, 3, H, W] or [3, H, W], RGB in 0 … 1, each side at least 16 for layers of the fifth block</param>
    /// <param name="layers">such as <c>conv4_2</c> (before the ReLU), <c>relu4_2</c> (after it) or <c>pool4</c></param>
    /// <returns>layer → [N, C, H / 2ᵇ, W / 2ᵇ], b being the poolings before it; the caller owns them</returns>
    /// <exception cref="ArgumentException">
    /// The network has no such layer, or the image is something else; the message says what to do.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Features(Tensor image, params string[] layers)
    {
        using var scope = NewDisposeScope();
        var features = new Dictionary<string, Tensor>();
        var last = layers.Max(IndexOf);
        CheckPicture(image, "The image", layers);
        var x = Layout.ChannelsLast(Input.Normalize(image.dim() == 3 ? image.unsqueeze(0) : image));
        for (var i = 0; i <= last; i++)
        {
            var before = x;
            var keep = i > 0 && layers.Contains(VggLayers.Names[i - 1]);
            x = Apply(i, before, keep);
            if (!keep && !ReferenceEquals(x, before))
                before.Dispose(); // Autograd holds what it needs; the rest would only fill memory.
            if (layers.Contains(VggLayers.Names[i]))
                features[VggLayers.Names[i]] = x;
        }
        return features.ToDictionary(pair => pair.Key, pair => pair.Value.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Refuses what cannot be looked at: the shape, the type, or too few pixels for the poolings before the layers.
    /// </summary>
    /// <param name="image">[N, 3, H, W] or [3, H, W]</param>
    /// <param name="what">what it is, as in "The photo"</param>
    /// <param name="layers">where it is going to be looked at</param>
    internal void CheckPicture(Tensor image, string what, params IEnumerable<string> layers)
    {
        var type = _weights[0]!.dtype;
        var poolings = VggLayers.PoolingsBefore(VggLayers.Names[layers.Max(IndexOf)]);
        if (image.dim() == 4)
            PictureInput.Batch(image, what, channels: 3, least: 1 << poolings, type: type);
        else
            PictureInput.One(image, what, least: 1 << poolings, type: type);
    }

    private Tensor Apply(int i, Tensor x, bool keep) => VggLayers.Names[i][..4] switch
    {
        "conv" => Convolve(i, x),
        "relu" => keep ? x.relu() : x.relu_(), // In place unless someone asked for what was before: half the memory.
        _ => _pooling == VggPooling.Max ? max_pool2d(x, 2) : avg_pool2d(x, 2),
    };

    private Tensor Convolve(int i, Tensor x)
    {
        if (_expansions[i] is not { } expansion)
            return conv2d(x, _weights[i]!, _biases[i], padding: [1, 1]);
        using var narrow = conv2d(x, _weights[i]!, padding: [1, 1]);
        return conv2d(narrow, expansion, _biases[i]);
    }

    private int IndexOf(string layer)
    {
        var index = VggLayers.IndexOf(layer);
        return index < Layers.Count
            ? index
            : throw new ArgumentException($"{Name} ends at {Layers[^1]}: it has no layer {layer}.");
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach (var tensor in _weights.Concat(_expansions).Concat(_biases))
            tensor?.Dispose();
    }
}
