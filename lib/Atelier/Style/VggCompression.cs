using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier;

/// <summary>
/// Makes VGG-19 narrow without training it (Zhang et al. 2016, arXiv:1505.06798). The channels of a layer move together: over
/// all places of many pictures their C values lie close to a plane of d dimensions. So a convolution to C channels becomes
/// one to d, then a 1×1 convolution from d to C.
/// </summary>
public static class VggCompression
{
    private const int PiecesAtOnce = 8;

    /// <summary>
    /// Compresses the convolutions up to a layer, one after the other; each makes up for the errors of those before it.
    /// </summary>
    /// <param name="teacher">the weights to compress</param>
    /// <param name="pieces">what it is to see well: [N, 3, H, W], RGB in [0, 1]</param>
    /// <param name="last">the last convolution to keep, such as <c>conv5_1</c></param>
    /// <param name="variance">the share of each layer's variance that its d dimensions have to hold; d is a multiple of 8</param>
    /// <param name="compressed">told of each layer and its d</param>
    /// <returns>weights that want the compact network's pixels (<see cref="VggInput.Compact"/>); the caller owns them</returns>
    public static VggWeights Compress(
        VggWeights teacher, Tensor pieces, string last = "conv5_1", double variance = 0.95,
        Action<string, int>? compressed = null)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var vgg = new Vgg19(teacher, device: CPU);
        var tensors = FirstLayer(teacher);
        for (var i = 1; i <= VggLayers.IndexOf(last); i++)
        {
            if (!VggLayers.Names[i].StartsWith("conv", StringComparison.Ordinal))
                continue;
            var weight = teacher.Tensors[$"features.{i}.weight"];
            var (mean, covariance) = Moments(vgg, tensors, pieces, i, weight);
            var (u, down, bias) = Plane(mean, covariance, variance);
            tensors[$"features.{i}.weight"] = down.mm(weight.reshape(weight.shape[0], -1)).reshape(-1, weight.shape[1], 3, 3);
            tensors[$"features.{i}.expand.weight"] = u.reshape(u.shape[0], u.shape[1], 1, 1);
            tensors[$"features.{i}.bias"] = bias;
            compressed?.Invoke(VggLayers.Names[i], (int)u.shape[1]);
        }
        return Network(tensors.ToDictionary(pair => pair.Key, pair => pair.Value.MoveToOuterDisposeScope()));
    }

    private static VggWeights Network(Dictionary<string, Tensor> tensors) => new("compact VGG", VggInput.Compact, tensors);

    /// <summary>conv1_1 stays as it is, but for other pixels: w ((x − μ) / σ) = w' ((x − μ') / σ') + b'.</summary>
    private static Dictionary<string, Tensor> FirstLayer(VggWeights teacher)
    {
        var (from, to) = (VggInput.Compact, teacher.Input);
        var scale = tensor(from.Deviation) / tensor(to.Deviation);
        var shift = (tensor(from.Mean) - tensor(to.Mean)) / tensor(to.Deviation);
        var weight = teacher.Tensors["features.0.weight"];
        return new()
        {
            ["features.0.weight"] = weight * scale.reshape(1, 3, 1, 1),
            ["features.0.bias"] = teacher.Tensors["features.0.bias"] + (weight * shift.reshape(1, 3, 1, 1)).sum([1, 2, 3]),
        };
    }

    /// <summary>
    /// Mean [2C] and covariance [2C, 2C] of (y, ŷ) over all places: y is what the teacher's convolution gives, ŷ what the
    /// same convolution gives of the narrow network's features.
    /// </summary>
    private static (Tensor Mean, Tensor Covariance) Moments(
        Vgg19 teacher, Dictionary<string, Tensor> narrow, Tensor pieces, int layer, Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var student = new Vgg19(Network(narrow), device: CPU);
        var (name, before) = (VggLayers.Names[layer], VggLayers.Names[layer - 1]);
        var size = 2 * weight.shape[0];
        var (sums, products, places) = (zeros(size, dtype: float64), zeros(size, size, dtype: float64), 0L);
        foreach (var piece in pieces.split(PiecesAtOnce))
        {
            using var pieceScope = NewDisposeScope();
            var y = teacher.Features(piece, name)[name];
            var copy = conv2d(student.Features(piece, before)[before], weight, padding: [1, 1]);
            var both = cat([y, copy], dim: 1).transpose(0, 1).reshape(size, -1);
            sums.add_(both.sum([1]).to(float64));
            products.add_(both.mm(both.t()).to(float64));
            places += both.shape[1];
        }
        var mean = sums / places;
        return (mean.MoveToOuterDisposeScope(), (products / places - mean.outer(mean)).MoveToOuterDisposeScope());
    }

    /// <summary>
    /// The best d-dimensional guess of y from ŷ (reduced-rank regression): A = Σ_yŷ Σ_ŷŷ⁻¹ predicts y from ŷ, and the columns
    /// of U, the first d eigenvectors of the prediction's covariance A Σ_ŷy, span the plane it is projected to: y ≈ U Uᵀ A ŷ
    /// + b.
    /// </summary>
    /// <returns>U [C, d], Uᵀ A [d, C] and b [C]</returns>
    private static (Tensor U, Tensor Down, Tensor Bias) Plane(Tensor mean, Tensor covariance, double variance)
    {
        var c = mean.shape[0] / 2;
        var cross = covariance.narrow(0, c, c).narrow(1, 0, c); // Σ_ŷy
        var self = covariance.narrow(0, c, c).narrow(1, c, c); // Σ_ŷŷ, made safe to invert
        self = self + 1e-6 * self.trace() / c * eye(c, dtype: float64);
        var a = linalg.solve(self, cross).t();
        var (values, vectors) = linalg.eigh(a.mm(cross)); // ascending
        var d = Dimensions(values, variance);
        var u = vectors.narrow(1, c - d, d);
        var down = u.t().mm(a);
        var bias = mean.narrow(0, 0, c) - u.mv(down.mv(mean.narrow(0, c, c)));
        return (u.to(float32), down.to(float32), bias.to(float32));
    }

    private static long Dimensions(Tensor ascending, double variance)
    {
        var values = ascending.data<double>().Reverse().ToArray();
        var (held, d) = (0.0, 0);
        while (d < values.Length && held < variance * values.Sum())
            held += values[d++];
        return Math.Min(values.Length, (d + 7) / 8 * 8);
    }
}
