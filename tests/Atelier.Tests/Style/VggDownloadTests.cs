using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>What <see cref="VggDownload"/> accepts as VGG-19; the download itself is tested with TensorDownload.</summary>
public sealed class VggDownloadTests : IDisposable
{
    private readonly VggWeights _weights = VggWeights.Random();
    private readonly Dictionary<string, Tensor> _tensors;

    public VggDownloadTests()
    {
        _tensors = _weights.Tensors.ToDictionary();
        using var noGradients = no_grad();
        using var filter = tensor(VggDownload.FirstFilter).reshape(3, 3, 3);
        using var first = _tensors["features.0.weight"][0];
        first.copy_(filter);
    }

    public void Dispose() => _weights.Dispose();

    [Fact]
    public void Weights_of_VGG_19s_shape_that_begin_like_torchvisions_pass() => VggDownload.Check(_tensors);

    [Fact]
    public void Red_and_blue_exchanged_do_not()
    {
        using var swapped = _tensors["features.0.weight"].flip(1);
        _tensors["features.0.weight"] = swapped;
        AssertRefused("not torchvision's");
    }

    [Fact]
    public void A_layer_that_is_missing_does_not()
    {
        _tensors.Remove("features.28.bias");
        AssertRefused("features.28.bias");
    }

    [Fact]
    public void A_network_with_more_layers_does_not()
    {
        _tensors["features.1.running_mean"] = _tensors["features.0.bias"];
        AssertRefused("33 tensors");
    }

    [Fact]
    public void Numbers_that_are_none_do_not()
    {
        using var noGradients = no_grad();
        _tensors["features.34.weight"].fill_(float.NaN);
        AssertRefused("finite");
    }

    private void AssertRefused(string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => VggDownload.Check(_tensors)).Message);
}
