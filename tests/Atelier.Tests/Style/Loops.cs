using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>A convolutional network in plain loops over double[channel, row, column].</summary>
internal static class Loops
{
    public static double[,,] Of(Tensor x)
    {
        var (c, h, w) = (x.shape[0], x.shape[1], x.shape[2]);
        var result = new double[c, h, w];
        for (var i = 0; i < c; i++)
            for (var j = 0; j < h; j++)
                for (var k = 0; k < w; k++)
                    result[i, j, k] = x[i, j, k].item<float>();
        return result;
    }

    public static double[,,] Convolve(double[,,] x, VggWeights weights, int layer)
    {
        var filters = weights.Tensors[$"features.{layer}.weight"];
        var biases = weights.Tensors[$"features.{layer}.bias"].data<float>();
        var w = filters.data<float>().ToArray();
        var (n, c, height, width) = ((int)filters.shape[0], x.GetLength(0), x.GetLength(1), x.GetLength(2));
        var result = new double[n, height, width];
        for (var o = 0; o < n; o++)
            for (var row = 0; row < height; row++)
                for (var column = 0; column < width; column++)
                {
                    var sum = (double)biases[o];
                    for (var i = 0; i < c; i++)
                        for (var dy = -1; dy <= 1; dy++)
                            for (var dx = -1; dx <= 1; dx++)
                                if (row + dy >= 0 && row + dy < height && column + dx >= 0 && column + dx < width)
                                    sum += w[((o * c + i) * 3 + dy + 1) * 3 + dx + 1] * x[i, row + dy, column + dx];
                    result[o, row, column] = sum;
                }
        return result;
    }

    public static double[,,] Relu(double[,,] x)
    {
        var result = (double[,,])x.Clone();
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++)
                for (var k = 0; k < x.GetLength(2); k++)
                    result[i, j, k] = Math.Max(0, x[i, j, k]);
        return result;
    }

    public static double[,,] MaxPool(double[,,] x)
    {
        var result = new double[x.GetLength(0), x.GetLength(1) / 2, x.GetLength(2) / 2];
        for (var i = 0; i < result.GetLength(0); i++)
            for (var j = 0; j < result.GetLength(1); j++)
                for (var k = 0; k < result.GetLength(2); k++)
                    result[i, j, k] = Math.Max(
                        Math.Max(x[i, 2 * j, 2 * k], x[i, 2 * j, 2 * k + 1]),
                        Math.Max(x[i, 2 * j + 1, 2 * k], x[i, 2 * j + 1, 2 * k + 1]));
        return result;
    }

    public static void AssertClose(double[,,] expected, Tensor actual)
    {
        Assert.Equal([expected.GetLength(0), expected.GetLength(1), expected.GetLength(2)], actual.shape);
        foreach (var (a, b) in expected.Cast<double>().Zip(Of(actual).Cast<double>()))
            Assert.Equal(a, b, 1e-4);
    }
}
