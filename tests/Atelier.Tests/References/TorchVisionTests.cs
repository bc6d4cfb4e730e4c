using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.References;

/// <summary>TorchVision's VGG-19 and its preprocessing beside the course's.</summary>
public class TorchVisionTests
{
    [Fact]
    public void Layers_weights_and_features_are_those_of_its_VGG_19()
    {
        using var scope = NewDisposeScope();
        using var weights = VggWeights.Random();
        using var vgg = new Vgg19(weights, device: CPU);
        using var theirs = torchvision.models.vgg19();
        var parameters = theirs.named_parameters().Where(each => each.name.StartsWith("features.", StringComparison.Ordinal))
            .ToDictionary(each => each.name, each => each.parameter);
        Assert.Equal(weights.Tensors.ToDictionary(pair => pair.Key, pair => Shapes.Text(pair.Value)),
            parameters.ToDictionary(pair => pair.Key, pair => Shapes.Text(pair.Value)));

        using var noGradient = no_grad();
        foreach (var (name, parameter) in parameters)
            parameter.copy_(weights.Tensors[name]);
        var picture = rand(1, 3, 64, 96, generator: new Generator(3, CPU));
        var layers = (nn.Module<Tensor, Tensor>)theirs.named_children().Single(child => child.name == "features").module;
        var expected = layers.call(Normalized(picture));
        var actual = vgg.Features(picture, "pool5")["pool5"];
        Assert.Equal([1, 512, 2, 3], actual.shape);
        Assert.True((actual - expected).abs().max().item<float>() < 1e-3f * expected.abs().max().item<float>());
    }

    [Fact]
    public void Pixels_are_prepared_as_it_prepares_them()
    {
        using var scope = NewDisposeScope();
        var pictures = rand(2, 3, 5, 7, generator: new Generator(4, CPU));
        Assert.True(VggInput.Torchvision.Normalize(pictures).allclose(Normalized(pictures), rtol: 1e-5, atol: 1e-6));
    }

    private static Tensor Normalized(Tensor pictures) =>
        torchvision.transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]).call(pictures);
}
