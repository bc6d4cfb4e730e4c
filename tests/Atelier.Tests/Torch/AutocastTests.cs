using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public sealed class AutocastTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> _layer = nn.Linear(16, 16);
    private readonly Tensor _x = randn(4, 16);

    public void Dispose()
    {
        _layer.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void This_libtorch_has_it() => Assert.True(Autocast.IsAvailable);

    [Fact]
    public void Inside_products_are_bfloat16_and_close_outside_float32_and_exact()
    {
        var exact = _layer.call(_x);
        Tensor fast;
        using (Autocast.BFloat16())
            fast = _layer.call(_x);

        Assert.Equal(ScalarType.BFloat16, fast.dtype);
        Assert.True(fast.to(float32).allclose(exact, rtol: 0.02, atol: 0.02)); // bfloat16 keeps 8 bits: 1/256
        Assert.True(_layer.call(_x).Same(exact));
    }

    [Fact]
    public void Blocks_nest_and_the_outer_one_goes_on()
    {
        using (Autocast.BFloat16())
        {
            using (Autocast.BFloat16())
                Assert.Equal(ScalarType.BFloat16, _layer.call(_x).dtype);

            Assert.Equal(ScalarType.BFloat16, _layer.call(_x).dtype);
        }

        Assert.Equal(ScalarType.Float32, _layer.call(_x).dtype);
    }

    [Fact]
    public void An_exception_inside_leaves_float32_behind()
    {
        Assert.ThrowsAny<Exception>(() =>
        {
            using var fast = Autocast.BFloat16();
            _layer.call(randn(4, 15));
        });
        Assert.Equal(ScalarType.Float32, _layer.call(_x).dtype);
    }

    [Fact]
    public void Disposing_twice_ends_one_block_only()
    {
        using (Autocast.BFloat16())
        {
            var inner = Autocast.BFloat16();
            inner.Dispose();
            inner.Dispose();
            Assert.Equal(ScalarType.BFloat16, _layer.call(_x).dtype);
        }
    }

    [Fact]
    public void A_new_block_sees_weights_that_have_changed()
    {
        Tensor Fast()
        {
            using var fast = Autocast.BFloat16();
            return _layer.call(_x).detach().to(float32);
        }

        var before = Fast();
        using (no_grad())
        {
            foreach (var weight in _layer.parameters())
                weight.mul_(2);
        }

        Assert.True(Fast().allclose(before * 2, rtol: 0.02, atol: 0.02));
    }

    [Fact]
    public void Gradients_of_float32_weights_are_float32()
    {
        Tensor y;
        using (Autocast.BFloat16())
            y = _layer.call(_x);

        y.to(float32).sum().backward();
        Assert.All(_layer.parameters(), weight => Assert.Equal(ScalarType.Float32, weight.grad!.dtype));
    }
}
