using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Atelier.Tests.Torch;

/// <summary>
/// What libtorch refuses, in functions of libLibTorchSharp that catch nothing: each of these ended the process.
/// </summary>
public sealed class RefusalTests
{
    private static readonly Dictionary<string, (Action Wrong, string Message)> s_refused = new()
    {
        ["inner sizes"] = (() => randn(3, 4).matmul(randn(3, 4)),
            "matmul: [3, 4] times [3, 4]: the last size of the first (4) must be the second-last of the second (3)"),
        ["vectors"] =
            (() => randn(3).matmul(randn(4)),
                "matmul: [3] times [4]: the size of the first (3) must be the size of the second (4)"),
        ["matrix and vector"] =
            (() => randn(2, 3).matmul(randn(4)),
                "matmul: [2, 3] times [4]: the last size of the first (3) must be the size of the second (4)"),
        ["batches"] = (() => randn(2, 3, 4).matmul(randn(5, 4, 6)),
            "matmul: [2, 3, 4] times [5, 4, 6]: the sizes before the last two, [2] and [5], must be equal or 1"),
        ["a single number"] =
            (() => randn(3, 4).matmul(tensor(2f)), "matmul: [3, 4] times []: one is a single number; use * for that"),
        ["two types"] = (() => randn(3, 4).matmul(ones(4, 2, dtype: int64)),
            "matmul: [3, 4] of float32 times [4, 2] of int64: both must be of one type, as by x.to(float32)"),
        ["two kinds of floats"] =
            (() => randn(3, 4).matmul(ones(4, 2, dtype: float64)), "expected scalar type Float but found Double"),
        ["booleans"] = (() => ones(3, 4, dtype: @bool).matmul(ones(4, 2, dtype: @bool)), "Bool"),
        ["more than there is memory"] = (() => ones(9_000_000, 1).matmul(ones(1, 9_000_000)), "memory"),
        ["a step of 0"] = (() => _ = randn(3, 4)[TensorIndex.Slice(0, 9, 0)],
            "index 0 into a tensor of shape [3, 4] is a slice with step 0; a step must be 1 or more (flip turns a dimension round)"),
        ["a step backwards"] =
            (() => _ = randn(3, 4)[.., TensorIndex.Slice(null, null, -1)],
                "index 1 into a tensor of shape [3, 4] is a slice with step -1"),
        ["no index"] =
            (() => _ = randn(3, 4).index(TensorIndex.Tensor(null!), TensorIndex.Tensor(null!)),
                "index 0 into a tensor of shape [3, 4] is null"),
        ["no index twice"] = (() => _ = randn(3, 4)[null!, null!], "index 0 into a tensor of shape [3, 4] is null"),
        ["write with a step of 0"] = (() => randn(3, 4).index_put_(randn(1), TensorIndex.Slice(0, 2, 0)), "step 0"),
        ["write a number with a step of 0"] = (() => randn(3, 4).index_put_((Scalar)1, TensorIndex.Slice(0, 2, 0)), "step 0"),
        ["add at a slice"] =
            (() => randn(3, 4).index_put_(randn(1), [TensorIndex.Tensor(tensor(new long[] { 0 })), TensorIndex.Slice(0, 2)],
                true), "index 1 into"),
        ["variance of whole numbers"] =
            (() => ones(3, 4, dtype: int64).var([0L]), "var: a variance is of floats or complex numbers, not of int64"),
        ["cummax by no dimension"] = (() => randn(3, 4).cummax(2), "cummax: [3, 4] has no dimension 2; there are -2 to 1"),
        ["cummin by no dimension"] = (() => randn(3, 4).cummin(-3), "cummin: [3, 4] has no dimension -3; there are -2 to 1"),
        ["cummax of complex numbers"] = (() => ones(3, dtype: complex64).cummax(0), "have no order"),
        ["a kernel of one size"] =
            (() => nn.functional.lp_pool2d(randn(1, 1, 4, 4), 2, [2L]), "lp_pool2d: the kernel has 1 sizes, and must have 2"),
        ["a number too large"] = (() => ((Scalar)300).ToByte(), "the number 300 does not fit into a byte"),
        ["a float too large"] = (() => ((Scalar)1e300).ToSingle(), "the number 1E+300 does not fit into a float32"),
        ["no threads"] = (() => set_num_threads(0), "set_num_threads: 0 threads; it must be 1 or more"),
        ["no state"] = (() => new Generator(1).set_state(randn(3)), "set_state: [3] of float32"),
        ["a gradient of what has none"] =
            (() => autograd.grad([ones(1)], [ones(1).requires_grad_(true)]), "grad: output 0, [1], does not depend"),
        ["a gradient of many"] =
            (() => autograd.grad([X() * 2], [ones(2).requires_grad_(true)]), "grad: output 0 is [2], no single number"),
        ["a gradient by what needs none"] =
            (() => autograd.grad([X().sum()], [ones(2)]), "grad: input 0, [2], does not require a gradient"),
        ["a gradient by what is unused"] = (() => autograd.grad([X().sum()], [X()]), "grad: input 0, [2], was not used"),
        ["gradients of another shape"] =
            (() => autograd.grad([X() * 2], [X()], [ones(3)]), "grad: output 0 is [2], and its gradient [3]"),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => s_refused.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_does_not_fit_is_an_exception_that_says_so(string name)
    {
        using var scope = NewDisposeScope();
        (var wrong, var message) = s_refused[name];
        Assert.Contains(message, Assert.Throws<ExternalException>(wrong).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_fits_is_computed_as_before()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2L, 5], randn(2, 3).matmul(randn(3, 5)).shape);
        Assert.Equal([7L, 2, 5], randn(7, 1, 2, 3)[.., 0].matmul(randn(3, 5)).shape);
        Assert.Equal([4L, 7, 2, 5], randn(7, 2, 3).matmul(randn(4, 1, 3, 5)).shape);
        Assert.Equal([5L], randn(3).matmul(randn(3, 5)).shape);
        Assert.Equal(14L, arange(4).matmul(arange(4)).item<long>());
        Assert.Equal([8L, 29], arange(6).reshape(2, 3).matmul(tensor(new long[] { 2, 2, 3 })).data<long>().ToArray());
        Assert.Equal([2L, 2, 4], ones(2, 2, 3, dtype: int32).matmul(ones(3, 4, dtype: int32)).shape);
        Assert.Equal(2, randn(6)[TensorIndex.Slice(0, null, 3)].shape[0]);
        Assert.Equal(2f / 3, arange(2, dtype: float32).add(arange(2, dtype: float32)).var([0L], unbiased: true).item<float>() / 3,
            5);
        (var values, _) = tensor(new[] { 1f, 3, 2 }).cummax(0);
        Assert.Equal([1f, 3, 3], values.data<float>().ToArray());
        Assert.Equal(255, ((Scalar)255).ToByte());
        Assert.Equal(long.MaxValue, ((Scalar)long.MaxValue).ToInt64());
        Assert.True(float.IsPositiveInfinity(((Scalar)double.PositiveInfinity).ToSingle()));
        Generator generator = new(1);
        generator.set_state(generator.get_state());
    }

    [Fact]
    public void Gradients_are_those_that_libtorch_gives()
    {
        using var scope = NewDisposeScope();
        Tensor x = X(), unused = X();
        var one = autograd.grad([x.square().sum()], [x], create_graph: true);
        Assert.Equal([2f, 2], one[0].data<float>().ToArray());
        Assert.Equal([2f, 2], autograd.grad([one[0].sum()], [x])[0].data<float>().ToArray());
        Assert.True(autograd.grad([x.sum()], [x, unused], allow_unused: true)[1].IsInvalid);
    }

    private static Tensor X() => ones(2).requires_grad_(true);
}
