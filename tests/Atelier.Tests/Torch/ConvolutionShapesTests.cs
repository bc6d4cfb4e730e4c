using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier.Tests.Torch;

/// <summary>
/// Convolutions and what stands beside them, forward and backward, against the same in float64, which other code computes: shapes
/// whose channels fill blocks of 16, and shapes whose channels do not.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ConvolutionShapesTests
{
    private const double Float32 = 1e-4, BFloat16 = 5e-2; // of the largest number

    public static TheoryData<int, int, int, int, int> Convolutions => new(
        from shape in new (int, int, int, int, int)[]
        {
            // kernel, stride, channels in, channels out, pixels
            (3, 1, 64, 1, 28), (3, 1, 64, 3, 28), (3, 1, 64, 8, 28), (3, 1, 64, 12, 28), (3, 1, 64, 16, 28), (3, 1, 64, 24, 28),
            (3, 1, 64, 64, 28), (3, 1, 1, 64, 28), (3, 1, 3, 64, 28), (3, 1, 8, 64, 28), (3, 1, 12, 64, 28), (3, 1, 24, 64, 28),
            (3, 1, 3, 3, 28), (3, 1, 1, 1, 28), (3, 1, 12, 12, 28), (3, 1, 128, 10, 28), (3, 1, 20, 20, 28), (3, 1, 32, 10, 12),
            (3, 1, 16, 1, 7), (3, 1, 16, 12, 4), (3, 1, 512, 12, 4), (3, 2, 64, 12, 28), (3, 2, 24, 64, 28),
            (1, 1, 64, 1, 28), (1, 1, 64, 12, 28), (1, 1, 3, 64, 28), (1, 1, 12, 64, 28), (1, 1, 64, 64, 28), (1, 1, 24, 40, 28),
            (2, 1, 64, 12, 28), (4, 2, 64, 1, 28), (4, 2, 64, 12, 28), (4, 2, 3, 64, 28), (4, 2, 12, 64, 28), (4, 2, 64, 64, 28),
            (4, 1, 64, 12, 28), (4, 1, 24, 64, 28), (4, 2, 24, 64, 28), (4, 2, 24, 40, 28), (4, 2, 64, 20, 8),
            (5, 1, 64, 12, 28), (5, 1, 24, 64, 28), (5, 2, 64, 12, 28), (7, 1, 64, 12, 28), (7, 2, 64, 12, 28), (9, 1, 32, 3, 40),
        }
        select new TheoryDataRow<int, int, int, int, int>(shape.Item1, shape.Item2, shape.Item3, shape.Item4, shape.Item5));

    public static TheoryData<int, int, int, int, int> Transposed => new(
        from shape in new (int, int, int, int, int)[]
        {
            (4, 2, 64, 1, 14), (4, 2, 64, 12, 14), (4, 2, 3, 64, 14), (4, 2, 12, 64, 14), (4, 2, 64, 64, 14), (4, 2, 128, 1, 14),
            (4, 2, 64, 3, 16), (4, 2, 24, 40, 14), (3, 1, 64, 1, 14), (3, 1, 24, 64, 14), (3, 1, 1, 64, 14), (3, 2, 24, 64, 14),
            (3, 2, 64, 24, 14), (5, 1, 24, 12, 14), (4, 1, 100, 128, 1), (7, 1, 100, 128, 1), (7, 1, 64, 64, 1),
        }
        select new TheoryDataRow<int, int, int, int, int>(shape.Item1, shape.Item2, shape.Item3, shape.Item4, shape.Item5));

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolution(int kernel, int stride, int channels, int outputs, int size) => Compare(
        t => conv2d(t[0], t[1], t[2], strides: [stride, stride], padding: [kernel / 2, kernel / 2]),
        randn(4, channels, size, size), randn(outputs, channels, kernel, kernel) * 0.05, randn(outputs));

    [Theory]
    [MemberData(nameof(Transposed))]
    public void Transposed_convolution(int kernel, int stride, int channels, int outputs, int size) => Compare(
        t => conv_transpose2d(t[0], t[1], strides: [stride, stride], padding: [size > 1 ? 1L : 0, size > 1 ? 1L : 0]),
        randn(4, channels, size, size), randn(channels, outputs, kernel, kernel) * 0.05);

    [Theory]
    [InlineData(4, 32, 24)]
    [InlineData(2, 64, 24)]
    [InlineData(2, 48, 64)]
    [InlineData(24, 24, 24)]
    public void In_groups(int groups, int channels, int outputs) => Compare(
        t => conv2d(t[0], t[1], padding: [1L, 1], groups: groups), randn(4, channels, 28, 28),
        randn(outputs, channels / groups, 3, 3) * 0.1);

    [Fact]
    public void In_one_dimension() => Compare(t => conv1d(t[0], t[1], padding: 2), randn(4L, 64, 100), randn(12L, 64, 5) * 0.1);

    [Fact]
    public void In_three_dimensions() => Compare(
        t => conv3d(t[0], t[1], padding: [1L, 1, 1]), randn([2, 16, 8, 14, 14]), randn([12, 16, 3, 3, 3]) * 0.05);

    [Fact]
    public void Dilated() => Compare(
        t => conv2d(t[0], t[1], padding: [2L, 2], dilation: [2L, 2]), randn(4, 64, 28, 28), randn(12, 64, 3, 3) * 0.05);

    [Fact]
    public void Channels_last() => Compare(
        t => conv2d(Layout.ChannelsLast(t[0]), t[1], padding: [1L, 1]), randn(4, 64, 28, 28), randn(12, 64, 3, 3) * 0.05);

    [Fact]
    public void A_batch_of_one() => Compare(t => conv2d(t[0], t[1]), randn(1, 6, 32, 32), randn(16, 6, 5, 5) * 0.05);

    [Theory]
    [InlineData(64, 12)]
    [InlineData(12, 64)]
    [InlineData(64, 64)]
    public void In_bfloat16(int channels, int outputs) => Compare(
        t => t[0].dtype == ScalarType.Float64
            ? conv2d(t[0], t[1], padding: [1L, 1])
            : conv2d(t[0].to(bfloat16), t[1].to(bfloat16), padding: [1L, 1]),
        BFloat16, randn(4, channels, 28, 28), randn(outputs, channels, 3, 3) * 0.05);

    [Fact]
    public void A_dense_layer() => Compare(t => linear(t[0], t[1]), randn(64, 100), randn(12, 100));

    [Fact]
    public void Batch_normalisation() => Compare(
        t => batch_norm(t[0], zeros(12, dtype: t[0].dtype), ones(12, dtype: t[0].dtype), t[1], t[2], training: true),
        randn(8, 12, 28, 28), rand(12) + 0.5, randn(12));

    [Fact]
    public void Pooling() => Compare(t => max_pool2d(t[0], 2), randn(8, 12, 28, 28));

    [Fact]
    public void A_product_of_matrices() => Compare(t => t[0].matmul(t[1]), randn(65, 77), randn(77, 33));

    private static void Compare(Func<Tensor[], Tensor> layer, params Tensor[] inputs) => Compare(layer, Float32, inputs);

    private static void Compare(Func<Tensor[], Tensor> layer, double tolerance, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        Tensor[] Copies(ScalarType type) => [.. inputs.Select(input => input.detach().to(type, copy: true).requires_grad_(true))];
        Tensor[] exact = Copies(float64), fast = Copies(float32);
        Tensor y = layer(exact), yFast = layer(fast);
        var direction = randn_like(y);
        y.backward([direction]);
        yFast.backward([direction.to(yFast.dtype)]);

        Assert.InRange(Distance(yFast, y), 0, tolerance);
        Assert.All(fast.Zip(exact), pair => Assert.InRange(Distance(pair.First.grad!, pair.Second.grad!), 0, tolerance));
        foreach (var input in inputs)
            input.Dispose();
    }

    private static double Distance(Tensor a, Tensor exact) =>
        ((a.detach().to(float64) - exact.detach()).abs().max() / exact.detach().abs().max()).item<double>();
}
