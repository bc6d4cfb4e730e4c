using Atelier.Making;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>The gradients of every network that lessons train, against the same network in float64.</summary>
[Collection(nameof(Alone))]
public sealed class GradientTests
{
    // Of a gradient's length. A ReLU whose input is nearly 0 may open in one precision and close in the other: up to 0.7 % was
    // seen, in one of twelve painters. Where oneDNN is misled, gradients are 20 to 95 % off.
    private const double Tolerance = 0.02;

    // Normalisation cancels a bias before it: its gradient is 0 but for rounding.
    private const double Noise = 1e-3;

    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, long[] Input)> s_networks = new()
    {
        ["DCGAN's generator"] = (() => new DcganGenerator(), [4, Latent.Size]),
        ["DCGAN's discriminator"] = (() => new DcganDiscriminator(), [4, 1, 28, 28]),
        ["the judge's whole-digit discriminator"] = (() => new WholeDigitDiscriminator(), [4, 1, 28, 28]),
        ["the small GAN's generator"] = (() => new SmallNetworks().Generator(32), [4, Latent.Size]),
        ["the small GAN's discriminator"] = (() => new SmallNetworks().Discriminator(16), [4, 1, 28, 28]),
        ["a small generator of odd width"] = (() => new SmallNetworks().Generator(20), [4, Latent.Size]),
        ["a small discriminator of odd width"] = (() => new SmallNetworks().Discriminator(12), [4, 1, 28, 28]),
        ["the digit classifier"] = (() => new DigitClassifier(), [4, 1, 28, 28]),
        ["a painter"] = (() => new FastStyle(), [2, 3, 32, 32]),
        ["AdaIN's decoder"] = (() => new AdaInDecoder(152), [2, 152, 8, 8]),
    };

    public static TheoryData<string> Networks => new(s_networks.Keys);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Of_a_network(string name)
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var fast = s_networks[name].Make();
        using var exact = s_networks[name].Make();
        exact.to(float64);
        using (no_grad())
            foreach (var (key, weight) in exact.state_dict())
                weight.copy_(fast.state_dict()[key]);
        var x = rand(s_networks[name].Input) * 2 - 1;

        var (direction, fastGradients) = Backward(fast, x, null);
        var (_, gradients) = Backward(exact, x.detach().to(float64), direction.to(float64));
        var largest = gradients.Max(Length);

        Assert.All(fastGradients.Zip(gradients), pair =>
            Assert.InRange(Length(pair.First - pair.Second), 0, Tolerance * Math.Max(Length(pair.Second), Noise * largest)));
    }

    [Theory]
    [InlineData(VggPooling.Max)]
    [InlineData(VggPooling.Average)]
    public void Of_a_picture_through_the_compact_vgg(VggPooling pooling)
    {
        using var scope = NewDisposeScope();
        using var weights = VggFile.Compact(Path.Combine(CoursePaths.Data, "compact-vgg")).Load();
        using var double64 = new VggWeights(
            weights.Name, weights.Input, weights.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.to(float64)));
        using Vgg19 vgg = new(weights, pooling, CPU), exact = new(double64, pooling, CPU);
        var picture = TinyVgg.Picture(48, 40).unsqueeze(0);
        var layer = vgg.Layers.Last(name => name.StartsWith("conv", StringComparison.Ordinal));

        Tensor Gradient(Vgg19 network, Tensor x)
        {
            x.requires_grad_(true);
            network.Features(x, layer)[layer].square().mean().backward();
            return x.grad!;
        }

        var (seen, expected) = (Gradient(vgg, picture), Gradient(exact, picture.detach().to(float64)));
        Assert.InRange(Length(seen - expected), 0, Tolerance * Length(expected));
    }

    private static (Tensor Direction, List<Tensor> Gradients) Backward(nn.Module<Tensor, Tensor> network, Tensor x,
        Tensor? direction)
    {
        x.requires_grad_(true);
        var y = network.call(x);
        direction ??= randn_like(y);
        y.backward([direction]);
        return (direction,
            [x.grad!, .. network.parameters().Where(weight => weight.grad is not null).Select(weight => weight.grad!)]);
    }

    private static double Length(Tensor gradient) => gradient.to(float64).norm().item<double>();
}
