using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>With the true VGG-19, where <c>ATELIER_WEIGHTS</c> names a folder that holds it.</summary>
public class TrueVggTests
{
    private static readonly string? s_folder = System.Environment.GetEnvironmentVariable("ATELIER_WEIGHTS");

    private static VggWeights Load()
    {
        Assert.SkipUnless(
            s_folder is { Length: > 0 } && File.Exists(VggFile.Oxford(s_folder).Path),
            "ATELIER_WEIGHTS names no folder with vgg19_conv_fp16.safetensors, so the true VGG-19 was not tested.");
        return VggFile.Find(VggFile.Downloaded("/nowhere"), s_folder, compact: "/nowhere").Load();
    }

    [Fact]
    public void It_has_the_biases_and_the_size_of_Oxfords_network()
    {
        using var weights = Load();
        Assert.Contains("Oxford", weights.Name, StringComparison.Ordinal);
        Assert.Equal(VggInput.Oxford, weights.Input);
        float[] known = [0.73018f, 0.06494f, 0.03429f]; // as other ports of the same weights print them
        var biases = weights.Tensors["features.0.bias"].data<float>();
        Assert.All(known.Zip(biases), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        Assert.Equal(20_024_384, weights.Tensors.Values.Sum(tensor => tensor.numel()));
    }

    /// <summary>
    /// The mean squares that were found over some thousand crops of other pictures. Wrong preprocessing shows: with 0 … 1 in
    /// place of 0 … 255 they would be tens of thousands of times smaller.
    /// </summary>
    [Fact]
    public void Its_features_of_a_photo_have_the_usual_size()
    {
        using var scope = NewDisposeScope();
        using var weights = Load();
        using var vgg = new Vgg19(weights, device: CPU);
        var photo = Images.Resize(Images.Load("astronaut.jpg"), 224);
        (string Layer, double MeanSquare)[] usual =
            [("relu1_1", 2836.8), ("relu2_1", 36772), ("relu3_1", 75676), ("relu4_1", 889209), ("relu4_2", 552358)];
        var features = vgg.Features(photo, [.. usual.Select(layer => layer.Layer)]);
        foreach (var (layer, meanSquare) in usual)
            Assert.InRange(features[layer].square().mean().item<float>() / meanSquare, 1 / 3.0, 3);
    }

    /// <summary>With the errors that its page states, on a photo it has not learnt from.</summary>
    [Fact]
    public void The_compact_network_sees_what_it_sees()
    {
        using var scope = NewDisposeScope();
        using var weights = Load();
        using var vgg = new Vgg19(weights, device: CPU);
        using var compactWeights = VggFile.Compact(Path.Combine(CoursePaths.Data, "compact-vgg")).Load();
        using var compact = new Vgg19(compactWeights, device: CPU);
        var photo = Images.Resize(Images.Load("coffee.jpg"), 224);

        (string Layer, double Error)[] page =
        [
            ("relu1_1", 0.0001), ("relu2_1", 0.012), ("relu3_1", 0.023), ("relu4_1", 0.034), ("relu4_2", 0.039),
            ("relu5_1", 0.064),
        ];
        string[] layers = [.. page.Select(row => row.Layer)];
        var (seen, wanted) = (compact.Features(photo, layers), vgg.Features(photo, layers));
        foreach (var (layer, error) in page)
        {
            var off = StyleLoss.Content(seen[layer], wanted[layer]).item<float>();
            Assert.True(off < 1.2 * error, $"{layer}: relative error {off:0.0000}, expected about {error}");
        }
    }

    [Fact]
    public void It_paints()
    {
        using var weights = Load();
        using var vgg = new Vgg19(weights, device: CPU);
        var factor = StyleLossFalls.Factor(vgg, steps: 25);
        Assert.True(factor > 4, $"the style loss fell to 1/{factor:0.0}");
    }
}
