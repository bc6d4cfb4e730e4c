using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

public class MinibatchDiscriminationTests
{
    /// <summary>By hand: the second is 1 + 2 from the first in L1, the third is the first again.</summary>
    [Fact]
    public void Closeness_is_the_sum_over_the_batch()
    {
        using var scope = NewDisposeScope();
        var m = tensor(new float[,,] { { { 0, 0 } }, { { 1, -2 } }, { { 0, 0 } } });
        var (far, near) = (2 * (float)Math.Exp(-3) + 1, (float)Math.Exp(-3) + 2);
        Assert.True(MinibatchDiscrimination.Closeness(m).allclose(tensor(new[,] { { near }, { far }, { near } })));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Equal_examples_are_as_close_as_their_number(int count)
    {
        using var scope = NewDisposeScope();
        Assert.True(MinibatchDiscrimination.Closeness(randn(1, 3, 4).expand(count, 3, 4)).allclose(full(count, 3, (float)count)));
    }

    [Fact]
    public void Examples_far_from_each_other_are_close_to_themselves_alone()
    {
        using var scope = NewDisposeScope();
        var m = arange(5).to(float32).reshape(5, 1, 1).expand(5, 2, 3) * 100;
        Assert.True(MinibatchDiscrimination.Closeness(m).allclose(ones(5, 2)));
    }

    [Fact]
    public void The_layer_keeps_the_features_and_adds_what_differs_between_a_batch_of_one_kind_and_of_many()
    {
        using var scope = NewDisposeScope();
        using var layer = new MinibatchDiscrimination(6, kernels: 4, size: 2);
        var f = 10 * randn(8, 6);
        var (many, same) = (layer.call(f), layer.call(f[..1].expand(8, 6)));
        Assert.Equal([8L, 10L], many.shape);
        Assert.True(many[.., ..6].equal(f).all().item<bool>());
        Assert.True((many[0, 6..] < same[0, 6..]).all().item<bool>());
    }

    [Fact]
    public void Its_gradient_reaches_the_features_and_T()
    {
        using var scope = NewDisposeScope();
        using var layer = new MinibatchDiscrimination(3, kernels: 2, size: 2);
        var f = randn(4, 3).requires_grad_();
        layer.call(f)[.., 3..].sum().backward();
        Assert.True(f.grad!.norm().item<float>() > 0);
        Assert.True(layer.parameters().Single().grad!.norm().item<float>() > 0);
    }
}
