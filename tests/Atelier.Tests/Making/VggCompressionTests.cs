using Atelier.Making;
using Atelier.Tests.Painting;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

public class VggCompressionTests
{
    /// <summary>
    /// A network whose layers are of low rank by construction loses nothing when it is compressed to that rank.
    /// </summary>
    [Fact]
    public void What_has_few_dimensions_is_compressed_without_loss()
    {
        using var scope = NewDisposeScope();
        using var teacher = LowRank(rank: 8, width: 24);
        var pieces = stack([TinyVgg.Picture(24, 24), TinyVgg.Picture(24, 24, seed: 2), TinyVgg.Picture(24, 24, seed: 3)]);
        var dimensions = new List<(string, int)>();
        using var a = new Vgg19(teacher, device: CPU);
        using var compact = VggCompression.Compress(
            a, pieces, "conv2_1", variance: 0.99999, (layer, d) => dimensions.Add((layer, d)));

        Assert.Equal([("conv1_1", 24), ("conv1_2", 8), ("conv2_1", 8)], dimensions);
        Assert.Equal([8, 24, 3, 3], compact.Tensors["features.5.weight"].shape);
        var image = TinyVgg.Picture(16, 20, seed: 4); // another one
        using var b = new Vgg19(compact, device: CPU);
        var (seen, wanted) = (b.Features(image, "relu2_1")["relu2_1"], a.Features(image, "relu2_1")["relu2_1"]);
        var error = StyleLoss.Content(seen, wanted).item<float>();
        Assert.True(error < 1e-5, $"relative error {error}");
    }

    [Fact]
    public void More_variance_takes_more_dimensions_and_leaves_less_error()
    {
        using var scope = NewDisposeScope();
        using var teacher = TinyVgg.Weights("conv2_1", width: 32);
        var pieces = stack([TinyVgg.Picture(32, 32), TinyVgg.Picture(32, 32, seed: 2)]);
        using var vgg = new Vgg19(teacher, device: CPU);
        var wanted = vgg.Features(pieces, "relu2_1")["relu2_1"];
        var results = new double[] { 0.6, 0.9, 0.99 }.Select(variance =>
        {
            var size = 0;
            using var weights = VggCompression.Compress(vgg, pieces, "conv2_1", variance, (_, d) => size += d);
            using var compact = new Vgg19(weights, device: CPU);
            return (Size: size, Error: StyleLoss.Content(compact.Features(pieces, "relu2_1")["relu2_1"], wanted).item<float>());
        }).ToArray();
        Assert.True(results[0].Size < results[1].Size && results[1].Size < results[2].Size);
        Assert.True(results[0].Error > results[1].Error && results[1].Error > results[2].Error);
    }

    [Fact]
    public void Distillation_lowers_the_error_goes_on_where_it_stopped_and_leaves_no_tensors()
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var weights = TinyVgg.Weights("conv2_1", width: 8);
        using var teacher = new Vgg19(weights, device: CPU);
        Tensor[] pictures = [TinyVgg.Picture(32, 40), TinyVgg.Picture(32, 32, seed: 2)];
        using var begin = weights with // the teacher, disturbed
        {
            Tensors = weights.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value + 0.1 * randn_like(pair.Value)),
        };
        var errors = new List<float>();
        var live = new List<long>();

        using var stop = new CancellationTokenSource();
        using var training = new VggDistillation(teacher, begin, pictures, steps: 60, cropSize: 32, learningRate: 1e-2);
        training.Stepped += (step, now) =>
        {
            errors.Add(now.Sum());
            live.Add(LiveTensors.Count());
            if (step == 20)
                stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => training.Run(stop.Token));
        Assert.True(live[^1] <= live[5], $"{live[5]} tensors after six steps, {live[^1]} at the end");

        using var middle = training.Weights();
        using var rest = new VggDistillation(
            teacher, middle, pictures, steps: 60, done: training.Step, cropSize: 32, learningRate: 1e-2);
        rest.Stepped += (_, now) => errors.Add(now.Sum());
        rest.Run();
        Assert.Equal(60, errors.Count);
        Assert.True(errors[^10..].Average() < errors[..5].Average() / 2, $"from {errors[0]} to {errors[^1]}");
    }

    private static VggWeights LowRank(int rank, int width)
    {
        var weights = TinyVgg.Weights("conv2_1", width);
        foreach (var (name, weight) in weights.Tensors.Where(pair => pair.Key is "features.2.weight" or "features.5.weight"))
        {
            using var scope = NewDisposeScope();
            var flat = randn(width, rank).mm(randn(rank, weight.numel() / width)) / (rank * Math.Sqrt(9.0));
            weight.copy_(flat.reshape(weight.shape));
        }
        return weights;
    }
}
