using Atelier.Making;
using Atelier.Tests.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public class DcganTests
{
    [Fact]
    public void The_generator_makes_28_by_28_images_from_latent_vectors()
    {
        using var scope = NewDisposeScope();
        using var generator = new DcganGenerator();
        var x = generator.call(randn(5, 100));
        Assert.Equal([5, 1, 28, 28], x.shape);
        Assert.InRange(x.abs().max().item<float>(), 0, 1);
    }

    [Fact]
    public void The_discriminator_gives_one_logit_an_image()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new DcganDiscriminator();
        Assert.Equal([5, 1], discriminator.call(randn(5, 1, 28, 28)).shape);
    }

    [Fact]
    public void Their_weights_are_as_many_as_counted_by_hand()
    {
        using var generator = new DcganGenerator();
        using var discriminator = new DcganDiscriminator();
        const int up = (100 * 256 * 7 * 7) + (2 * 256) + (256 * 128 * 4 * 4) + (2 * 128) + (128 * 1 * 4 * 4) + 1;
        const int down = (1 * 64 * 4 * 4) + 64 + (64 * 128 * 4 * 4) + (2 * 128) + (128 * 7 * 7) + 1;
        Assert.Equal(1_781_505, up);
        Assert.Equal(138_689, down);
        Assert.Equal(up, generator.parameters().Sum(p => p.numel()));
        Assert.Equal(down, discriminator.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void The_discriminator_of_whole_digits_has_a_hidden_layer_more()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new WholeDigitDiscriminator();
        const int down = (1 * 64 * 4 * 4) + 64 + (64 * 128 * 4 * 4) + (2 * 128) + (128 * 7 * 7 * 256) + (2 * 256) + 256 + 1;
        Assert.Equal(1_738_817, down);
        Assert.Equal(down, discriminator.parameters().Sum(p => p.numel()));
        Assert.Equal([5, 1], discriminator.call(randn(5, 1, 28, 28)).shape);
    }

    /// <summary>Each bound is at least five standard errors of the statistic wide.</summary>
    [Fact]
    public void Weights_start_as_the_paper_says()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(3);
        using var generator = new DcganGenerator();
        using var discriminator = new DcganDiscriminator();
        foreach (var module in generator.modules().Concat(discriminator.modules()))
        {
            var (weight, bias, mean) = module switch
            {
                ConvTranspose2d m => (m.weight, m.bias, 0f),
                Conv2d m => (m.weight, m.bias, 0f),
                Linear m => (m.weight, m.bias, 0f),
                BatchNorm2d m => (m.weight, m.bias, 1f),
                _ => (null, null, 0f),
            };
            if (weight is null)
                continue;

            var n = (double)weight.numel();
            Assert.Equal(mean, weight.mean().item<float>(), 5 * 0.02 / Math.Sqrt(n));
            Assert.Equal(0.02, weight.std().item<float>(), 5 * 0.02 / Math.Sqrt(2 * n));
            Assert.True(bias is null || bias.abs().max().item<float>() == 0);
        }
    }

    [Fact]
    public void In_training_a_picture_depends_on_its_batch_and_in_samples_on_its_z_alone()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(4);
        using var generator = new DcganGenerator();
        var z = randn(8, 100);
        var few = z.narrow(0, 0, 4);
        Assert.False(generator.call(z).narrow(0, 0, 4).allclose(generator.call(few), atol: 1e-4));
        Assert.True(generator.Sample(z).narrow(0, 0, 4).allclose(generator.Sample(few), atol: 1e-5));
    }

    [Fact]
    public void Samples_are_in_minus_1_to_1_without_gradients_and_leave_the_generator_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var generator = new DcganGenerator();
        var before = generator.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var x = generator.Sample(randn(4, 100) * 100);
        Assert.False(x.requires_grad);
        Assert.InRange(x.min().item<float>(), -1, -0.5);
        Assert.InRange(x.max().item<float>(), 0.5, 1);
        Assert.True(generator.training);
        Assert.All(generator.state_dict(), entry => Assert.True(entry.Value.Same(before[entry.Key])));
    }
}
