using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Atelier.Benchmarks;

/// <summary>
/// A step of style transfer as one would write it at first: float32, tensors as torch makes them, a gradient for the pixels
/// alone, targets computed once.
/// </summary>
internal static class PlainStyle
{
    private const string Content = "relu4_2";
    private static readonly string[] s_style = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"];

    public static Action<int> Steps(VggWeights weights, Tensor photo, Tensor style)
    {
        Dictionary<string, Tensor> targets, seen;
        using (no_grad())
            (targets, seen) = (Look(weights, style.unsqueeze(0)), Look(weights, photo.unsqueeze(0)));
        var grams = s_style.Where(targets.ContainsKey).ToDictionary(layer => layer, layer => Gram(targets[layer]));
        var x = new TorchSharp.Modules.Parameter(photo.unsqueeze(0).clone());
        var adam = optim.Adam([x], 0.02);
        return steps =>
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                adam.zero_grad();
                var features = Look(weights, x);
                var loss = Relative(features[Content], seen[Content]) + StyleLoss.TotalVariation(x);
                foreach (var (layer, target) in grams)
                    loss += 10.0 / grams.Count * Relative(Gram(features[layer]), target);
                loss.backward();
                adam.step();
                using var noGradients = no_grad();
                x.clamp_(0, 1);
            }
        };
    }

    private static Dictionary<string, Tensor> Look(VggWeights weights, Tensor image)
    {
        var features = new Dictionary<string, Tensor>();
        var x = weights.Input.Normalize(image);
        for (var i = 0; i <= VggLayers.IndexOf(s_style[^1]); i++)
        {
            var name = VggLayers.Names[i];
            if (name.StartsWith("conv", StringComparison.Ordinal) && !weights.Tensors.ContainsKey($"features.{i}.weight")) break;
            features[name] = x = name[..4] switch
            {
                "conv" => Convolve(weights, i, x),
                "relu" => relu(x),
                _ => max_pool2d(x, 2),
            };
        }
        return features;
    }

    private static Tensor Convolve(VggWeights weights, int i, Tensor x)
    {
        var (weight, bias) = (weights.Tensors[$"features.{i}.weight"], weights.Tensors[$"features.{i}.bias"]);
        return weights.Tensors.TryGetValue($"features.{i}.expand.weight", out var expand)
            ? conv2d(conv2d(x, weight, padding: [1, 1]), expand, bias)
            : conv2d(x, weight, bias, padding: [1, 1]);
    }

    private static Tensor Gram(Tensor features)
    {
        var f = features.flatten(2);
        return f.bmm(f.transpose(1, 2)) / f.shape[2];
    }

    private static Tensor Relative(Tensor x, Tensor target) => (x - target).square().mean() / target.square().mean();
}
