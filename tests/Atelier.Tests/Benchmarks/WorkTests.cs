using Atelier.Benchmarks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier.Tests.Benchmarks;

public sealed class WorkTests
{
    [Theory]
    [InlineData("plain", false)]
    [InlineData("script", false)]
    [InlineData("default", true)]
    [InlineData("fast", false)]
    public void Each_way_to_train_does_its_steps(string variant, bool penalised) =>
        GanWork.Steps(variant, batch: 4, penalised)(2);

    [Fact]
    public void Its_losses_are_those_of_one_seed() =>
        Assert.Equal(GanWork.Losses(batch: 4, steps: 2), GanWork.Losses(batch: 4, steps: 2));

    [Fact]
    public void What_a_step_costs_is_counted_as_its_layers_are()
    {
        using var scope = NewDisposeScope();
        var generator = Multiplications(new DcganGenerator(), randn(1, Latent.Size), "project", out var project);
        var discriminator = Multiplications(new DcganDiscriminator(), randn(1, 1, 28, 28), "halve1", out var halve1);

        // G: forwards, by weights, by inputs but z. D: three forwards, two by weights, three by inputs, but once by pictures.
        var all = 3 * generator - project + 8 * discriminator - 2 * halve1;
        Assert.Equal(2e-9 * 5 * all, DcganCost.Step(5), 1e-12);
        Assert.Equal(2e-9 * 5 * 3 * 256 * 128 * 16 * 49, DcganCost.LargestConvolution(5), 1e-12);
    }

    // A weight is used at each place of the smaller side of its layer.
    private static double Multiplications(nn.Module<Tensor, Tensor> network, Tensor input, string first, out double ofFirst)
    {
        var counts = new Dictionary<string, double>();
        var x = input.dim() == 2 ? input.view(1, -1, 1, 1) : input;
        foreach (var (name, layer) in ((Sequential)network.named_children().Single().module).named_children())
        {
            var y = ((nn.Module<Tensor, Tensor>)layer).call(x);
            if (layer is Conv2d or ConvTranspose2d or Linear)
                counts[name] = layer.named_parameters().Single(each => each.name == "weight").parameter.numel()
                    * Math.Min(Places(x), Places(y));
            x = y;
        }

        ofFirst = counts[first];
        return counts.Values.Sum();
    }

    private static long Places(Tensor x) => x.dim() == 4 ? x.shape[2] * x.shape[3] : 1;
}
