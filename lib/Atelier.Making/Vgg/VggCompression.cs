using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier.Making;

/// <summary>
/// Fits a narrow network to what VGG-19 sees, layer by layer and by linear regression alone. The C channels of a layer move
/// together: over all places of many pictures their values lie close to a plane of d dimensions. So each convolution of the
/// narrow network leads to d channels, then a 1×1 convolution from d to C (the shape of Zhang et al. 2016, arXiv:1505.06798).
/// VGG-19's weights are never read: only its features are.
/// </summary>
internal static class VggCompression
{
    private const int PiecesAtOnce = 8;
    private const int PlacesPerUnknown = 12;
    private const int FewestPieces = 64;

    /// <summary>
    /// Fits the convolutions up to a layer, one after the other; each makes up for the errors of those before it.
    /// </summary>
    /// <param name="teacher">the network to learn from; the caller keeps it</param>
    /// <param name="pieces">what it is to see well: [N, 3, H, W], RGB in 0 … 1; early layers need only the first of them</param>
    /// <param name="last">the last convolution to keep, such as <c>conv5_1</c></param>
    /// <param name="variance">the share of each layer's variance that its d dimensions have to hold; d is a multiple of 8</param>
    /// <param name="fitted">told of each layer and its d</param>
    /// <returns>
    /// weights that want the compact network's pixels (<see cref="VggInput.Compact"/>), on the CPU; the caller owns them
    /// </returns>
    /// <exception cref="NotFiniteNumberException">The features of a layer are not finite.</exception>
    public static VggWeights Compress(
        Vgg19 teacher, Tensor pieces, string last = "conv5_1", double variance = 0.95, Action<string, int>? fitted = null)
    {
        if (pieces.dim() != 4)
            PictureInput.Batch(pieces, "The pieces", channels: 3);
        teacher.CheckPicture(pieces, "The pieces", last);
        PictureInput.Values(pieces, "The pieces");
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        for (var i = 0; i <= VggLayers.IndexOf(last); i++)
        {
            if (!VggLayers.Names[i].StartsWith("conv", StringComparison.Ordinal))
                continue;
            var (mean, covariance, inputs) = Moments(teacher, tensors, pieces, i);
            var (u, down, bias) = Plane(mean, covariance, inputs, variance);
            tensors[$"features.{i}.weight"] = down.reshape(down.shape[0], -1, 3, 3);
            tensors[$"features.{i}.expand.weight"] = u.reshape(u.shape[0], u.shape[1], 1, 1);
            tensors[$"features.{i}.bias"] = bias;
            fitted?.Invoke(VggLayers.Names[i], (int)u.shape[1]);
        }
        return Network(tensors.ToDictionary(pair => pair.Key, pair => pair.Value.MoveToOuterDisposeScope()));
    }

    private static VggWeights Network(Dictionary<string, Tensor> tensors) => new("compact VGG", VggInput.Compact, tensors);

    /// <summary>
    /// Mean and covariance of (x, y) over all places: x are the 3×3 neighbours of a place in the narrow network's features
    /// before the layer, y what the teacher sees there.
    /// </summary>
    /// <returns>[9 C + C'], [9 C + C', 9 C + C'], both on the CPU, and 9 C</returns>
    private static (Tensor Mean, Tensor Covariance, long Inputs) Moments(
        Vgg19 teacher, Dictionary<string, Tensor> narrow, Tensor pieces, int layer)
    {
        using var scope = NewDisposeScope();
        using var student = new Vgg19(Network(narrow), device: teacher.Device);
        var name = VggLayers.Names[layer];
        var one = pieces[..1].to(teacher.Device);
        var outputs = teacher.Features(one, name)[name].shape[1];
        var inputs = 9 * Before(student, one, layer).shape[1];
        var sums = zeros(inputs + outputs, dtype: float64, device: teacher.Device);
        var products = zeros(inputs + outputs, inputs + outputs, dtype: float64, device: teacher.Device);
        var places = 0L;
        foreach (var piece in Enough(pieces, student, layer).split(PiecesAtOnce))
        {
            using var pieceScope = NewDisposeScope();
            var seen = piece.to(teacher.Device);
            var x = Unrolled(unfold(Before(student, seen, layer), 3, padding: 1));
            var y = Unrolled(teacher.Features(seen, name)[name].flatten(2));
            var both = cat([x, y]);
            sums.add_(both.sum([1]));
            products.add_(both.mm(both.t()));
            places += both.shape[1];
        }
        var mean = (sums / places).cpu();
        var covariance = (products / places).cpu() - mean.outer(mean);
        return covariance.isfinite().all().item<bool>()
            ? (mean.MoveToOuterDisposeScope(), covariance.MoveToOuterDisposeScope(), inputs)
            : throw new NotFiniteNumberException(
                $"{name} cannot be fitted: the features of the pieces, as {teacher.Name} or the network so far sees them, are not all "
                + "finite numbers. Are the teacher's weights whole?");
    }

    /// <summary>The first pieces, so many that there are several places for each number that is to be found.</summary>
    private static Tensor Enough(Tensor pieces, Vgg19 student, int layer)
    {
        using var scope = NewDisposeScope();
        var before = Before(student, pieces[..1].to(student.Device), layer); // [1, C, H, W]
        var (unknowns, places) = (9 * before.shape[1], before.shape[2] * before.shape[3]);
        var count = Math.Max(FewestPieces, PlacesPerUnknown * unknowns / places);
        return pieces[..(int)Math.Min(count, pieces.shape[0])].MoveToOuterDisposeScope();
    }

    private static Tensor Before(Vgg19 student, Tensor piece, int layer) => layer == 0
        ? student.Input.Normalize(piece)
        : student.Features(piece, VggLayers.Names[layer - 1])[VggLayers.Names[layer - 1]];

    /// <summary>[N, C, places] → [C, N places].</summary>
    private static Tensor Unrolled(Tensor x) => x.transpose(0, 1).flatten(1);

    /// <summary>
    /// The best d-dimensional guess of y from x (reduced-rank regression): A = Σ_yx Σ_xx⁻¹ predicts y from x, and the columns
    /// of U, the first d eigenvectors of the prediction's covariance A Σ_xy, span the plane it is projected to: y ≈ U Uᵀ A x + b.
    /// </summary>
    /// <returns>U [C', d], Uᵀ A [d, 9 C] and b [C']</returns>
    private static (Tensor U, Tensor Down, Tensor Bias) Plane(Tensor mean, Tensor covariance, long inputs, double variance)
    {
        var outputs = mean.shape[0] - inputs;
        var cross = covariance.narrow(0, 0, inputs).narrow(1, inputs, outputs); // Σ_xy
        var self = covariance.narrow(0, 0, inputs).narrow(1, 0, inputs); // Σ_xx, made safe to invert
        self = self + 1e-6 * self.trace() / inputs * eye(inputs, dtype: float64);
        var a = linalg.solve(self, cross).t();
        var (values, vectors) = linalg.eigh(a.mm(cross)); // ascending
        var d = Dimensions(values, variance);
        var u = vectors.narrow(1, outputs - d, d);
        var down = u.t().mm(a);
        var bias = mean.narrow(0, inputs, outputs) - u.mv(down.mv(mean.narrow(0, 0, inputs)));
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
